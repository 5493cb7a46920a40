import type { Words } from '../domain/indicator.ts';
import type { Level } from '../domain/unit.ts';
import type { UnitFault, UnitRemark } from './unit-claim.ts';

type Message = (words: readonly string[]) => Words;

const LEVEL_NAMES: Readonly<Record<Level, Words>> = {
  0: { vi: 'cả nước', en: 'the country' },
  1: { vi: 'cấp tỉnh', en: 'a province' },
  2: { vi: 'cấp huyện', en: 'a district' },
  3: { vi: 'cấp xã', en: 'a commune' },
  4: { vi: 'thôn, tổ dân phố', en: 'a village' },
  5: { vi: 'tổ', en: 'a group' }
};

/** When a unit of another era stood, as people say it. */
function eraWords(span: string): Words {
  const day = span.slice(1).split('-').map(Number).reverse();
  const [vi, en] = [day.join('/'), span.slice(1)];
  if (span.startsWith('<')) return { vi: `trước ${vi}`, en: `before ${en}` };
  return span.startsWith('>') ? { vi: `từ ${vi}`, en: `from ${en}` } : { vi: '', en: '' };
}

/** What became of a unit of another era, as a sentence with a blank behind it; nothing where nobody knows. */
const now = (heirs: string): Words =>
  heirs === '' ? { vi: '', en: '' } : { vi: `Nay thuộc ${heirs}. `, en: `It is now in ${heirs}. ` };

const bracket = (text: string) => (text === '' ? '' : ` (${text})`);

const MESSAGES: Readonly<Record<UnitFault['code'] | UnitRemark['code'], Message>> = {
  unitMissing: () => ({ vi: 'Dòng không có mã hay tên đơn vị.', en: 'The row names no unit.' }),
  unitUnknown: ([what = '', within = '']) =>
    within === ''
      ? {
          vi: `Không tìm thấy đơn vị “${what}” trong kỳ này.`,
          en: `There is no unit “${what}” in this period.`
        }
      : {
          vi: `Không tìm thấy đơn vị “${what}” trong ${within}.`,
          en: `There is no unit “${what}” in ${within}.`
        },
  unitAmbiguous: ([what = '']) => ({
    vi: `Có nhiều đơn vị tên “${what}”: hãy ghi thêm mã.`,
    en: `Several units are called “${what}”: add the code.`
  }),
  unitNameDiffers: ([code = '', holder = '', name = '', span = '', heirs = '']) => ({
    vi: `Mã ${code} là ${holder}, tên ghi ${name}${bracket(eraWords(span).vi)}. ${now(heirs).vi}Hãy sửa mã hoặc tên.`,
    en: `The code ${code} is ${holder}, the name says ${name}${bracket(eraWords(span).en)}. ${now(heirs).en}Correct the code or the name.`
  }),
  unitLevelDiffers: ([code = '', holder = '', level = '3']) => {
    const wanted = LEVEL_NAMES[Number(level) as Level];
    return {
      vi: `Mã ${code} là ${holder}, không phải ${wanted.vi}.`,
      en: `The code ${code} is ${holder}, not ${wanted.en}.`
    };
  },
  unitCodeUnsure: ([code = '', ...units]) => ({
    vi: `Mã ${code} có thể đã mất số 0 ở đầu: không rõ có phải ${units.join(' hay ')}. Hãy ghi đủ mã hoặc thêm tên.`,
    en: `The code ${code} may have lost its leading zeros: unclear whether it is ${units.join(' or ')}. Write the whole code or add the name.`
  }),
  unitOfAnotherEra: ([what = '', unit = '', span = '', heirs = '']) => ({
    vi: `“${what}” là ${unit}, đơn vị ${eraWords(span).vi}, không có trong kỳ này. ${now(heirs).vi}`.trim(),
    en: `“${what}” is ${unit}, a unit ${eraWords(span).en} that does not exist in this period. ${now(heirs).en}`.trim()
  }),
  unitParentMissing: ([what = '']) => ({
    vi: `Tên “${what}” chưa đủ để biết đơn vị nào: cần mã, hoặc tên đơn vị cấp trên.`,
    en: `The name “${what}” does not say which unit: a code, or the unit above, is needed.`
  }),
  unitParentUnknown: ([what = '', span = '']) => ({
    vi: `Không tìm thấy đơn vị cấp trên “${what}”${bracket(eraWords(span).vi)} trong kỳ này.`,
    en: `There is no unit above called “${what}”${bracket(eraWords(span).en)} in this period.`
  }),
  unitParentAmbiguous: ([what = '']) => ({
    vi: `Có nhiều đơn vị cấp trên tên “${what}”: hãy ghi mã, hoặc tên cấp trên nữa.`,
    en: `Several units above are called “${what}”: write the code, or the unit above that.`
  }),
  unitParentDiffers: ([unit = '', own = '', told = '']) => ({
    vi: `${unit} thuộc ${own}, tệp ghi ${told}.`,
    en: `${unit} is in ${own}; the file says ${told}.`
  }),
  zerosLost: ([code = '', unit = '']) => ({
    vi: `Mã ${code} đã mất số 0 ở đầu: hiểu là ${unit}.`,
    en: `The code ${code} has lost its leading zeros: read as ${unit}.`
  })
};

/** Why no unit was found, or what is to be said of one that was, in both languages. */
export function unitWords({ code, words }: Pick<UnitFault | UnitRemark, 'code' | 'words'>): Words {
  return MESSAGES[code](words);
}

/** Whether a code is one of these faults or remarks. */
export function isUnitCode(code: string): code is UnitFault['code'] | UnitRemark['code'] {
  return code in MESSAGES;
}
