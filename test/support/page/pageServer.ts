import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  ttf: 'font/ttf',
  woff2: 'font/woff2',
};

/** Gives the browser the built files of the page, which it keeps, and the HTML around them. */
export interface PageServer {
  readonly origin: string;
  /** Gives back the address under which this HTML is found from now on. */
  serve(html: string): string;
  close(): Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  const pages: string[] = [];
  const server = http.createServer(({ url = '/' }, response) => {
    const name = url.slice(1).replace(/\?.*/, '');
    const html = /^page\d+$/.test(name) ? pages[Number(name.slice(4))] : undefined;
    const content = html ?? fileOf(name);
    if (content === undefined) return void response.writeHead(404).end();
    const contentType = html === undefined ? contentTypes[path.extname(name).slice(1)] : 'text/html';
    response.setHeader('content-type', contentType ?? 'text/plain');
    response.setHeader('cache-control', 'max-age=3600, immutable');
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    serve: (html) => {
      if (!pages.includes(html)) pages.push(html);
      return `${origin}/page${pages.indexOf(html)}`;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A built file of the page, or one of the colours of a theme. */
function fileOf(name: string): Buffer | undefined {
  const folder = name.startsWith('themes/') ? 'test/fixtures' : 'dist';
  const file = path.join(process.cwd(), folder, name);
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? fs.readFileSync(file) : undefined;
}
