import { createServer, type AddressInfo } from 'node:net';

/** A mail server that takes everything and keeps it. */
export interface TinySmtp {
  readonly url: string;
  readonly mails: { readonly to: string; readonly data: string }[];
  close(): Promise<void>;
}

/** Starts a mail server on a port of its own: as much of RFC 5321 as a client that trusts it needs. */
export async function startTinySmtp(): Promise<TinySmtp> {
  const mails: { to: string; data: string }[] = [];
  const server = createServer((socket) => {
    let [text, to, data, inData] = ['', '', '', false];
    socket.write('220 tiny.invalid ESMTP\r\n');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString();
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (inData) {
          if (line !== '.') data += `${line}\n`;
          else {
            mails.push({ to, data });
            [to, data, inData] = ['', '', false];
            socket.write('250 taken\r\n');
          }
        } else if (/^RCPT TO:<(.*)>/i.test(line)) {
          to = /<(.*)>/.exec(line)?.[1] ?? '';
          socket.write('250 yes\r\n');
        } else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 yes\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve()))
  };
}
