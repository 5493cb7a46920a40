import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** Signing in by the secret of a group's card (its QR code), as a plugin of the library. */
export function cardSignIn(accountOf: (secret: string) => Promise<string | null>) {
  return {
    id: 'card',
    endpoints: {
      signInCard: createAuthEndpoint(
        '/sign-in/card',
        { method: 'POST', body: z.object({ secret: z.string().min(1).max(100) }) },
        async (ctx) => {
          const account = await accountOf(ctx.body.secret);
          const user = account === null ? null : await ctx.context.internalAdapter.findUserById(account);
          if (!user) throw new APIError('UNAUTHORIZED');
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ account });
        }
      )
    }
  } satisfies BetterAuthPlugin;
}
