import {
  autocompletion,
  completionKeymap,
  acceptCompletion,
  completionStatus
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** What the editor is given and tells. */
export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  /** Its name, for those who do not see it, and the id of what explains its keys. */
  readonly label: string;
  readonly describedBy: string;
  readonly onchange: (text: string) => void;
  readonly onrun: () => void;
  /** Escape; false lets the editor have it. */
  readonly onescape: () => boolean;
}

/** The tables and their columns, for completion. */
export type Names = Readonly<Record<string, readonly string[]>>;

/** The query editor: one CodeMirror, loaded on the page of the workbench alone. */
export class Editor {
  readonly #view: EditorView;
  readonly #language = new Compartment();

  constructor(options: EditorOptions) {
    const { parent, text, label, describedBy, onchange, onrun, onescape } = options;
    const run = { key: 'Mod-Enter', preventDefault: true, run: () => (onrun(), true) };
    const escape = {
      key: 'Escape',
      run: (view: EditorView) => completionStatus(view.state) === null && onescape()
    };
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          highlightSpecialChars(),
          history(),
          drawSelection(),
          bracketMatching(),
          autocompletion({ activateOnTyping: true, icons: false }),
          syntaxHighlighting(COLOURS),
          placeholder('SELECT …'),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) onchange(update.state.doc.toString());
          }),
          // Tab takes a completion and otherwise leaves: nobody is held fast by the keyboard.
          keymap.of([run, { key: 'Tab', run: acceptCompletion }, escape, ...completionKeymap]),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          LOOK,
          this.#language.of(languageOf({}))
        ]
      })
    });
  }

  /** The names that are offered while somebody writes. */
  offer(names: Names): void {
    this.#view.dispatch({ effects: this.#language.reconfigure(languageOf(names)) });
  }

  /** Another text in place of the one that is there. */
  replace(text: string): void {
    if (text === this.#view.state.doc.toString()) return;
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
  }

  /** Puts a word in where the cursor stands. */
  insert(word: string): void {
    this.#view.dispatch(this.#view.state.replaceSelection(word));
    this.#view.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}

function languageOf(names: Names): Extension {
  const schema = Object.fromEntries(Object.entries(names).map(([table, columns]) => [table, [...columns]]));
  return sql({ dialect: PostgreSQL, schema, upperCaseKeywords: true });
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--warn-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--fault)' },
  { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' }
]);

const LOOK = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--text)',
    backgroundColor: 'var(--surface)',
    fontSize: 'var(--size-14)'
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace',
    lineHeight: '1.6'
  },
  '.cm-content': { padding: '12px 0', caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--ground)', color: 'var(--quiet)', border: '0' },
  '.cm-placeholder': { color: 'var(--quiet)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)'
  },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--line-strong)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius-small)',
    boxShadow: 'var(--shadow)'
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--accent-text)'
  }
});
