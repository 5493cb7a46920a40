import type { Principal, Visit } from '$lib/domain/access.ts';
import type { Language } from '$lib/i18n/language.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** The request's number in the server's own log. */
      requestId?: string;
      /** The store cannot be reached; asked again later, it may. */
      outage?: true;
    }
    interface Locals {
      language: Language;
      theme: 'light' | 'dark' | null;
      requestId: string;
      /** Who asks. */
      principal: Principal;
      /** By what they are known: account, session, whether a password must be changed first. */
      visit: Visit;
      /** The map of the page's first picture, as HTML: written into the page's `data-first-map`. */
      firstMap?: string;
      /** What was asked could not be answered because the store cannot be reached. */
      outage?: true;
    }
  }
}

export {};
