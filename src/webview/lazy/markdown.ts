// A script of its own: the page can be used before its first answer is read as Markdown.
import { decodeHTMLStrict } from 'entities';
import { Lexer } from 'marked';
import { handOver } from '../base/publishLazyModule';
import { MarkdownBlocks } from '../markdown/blocks';
import * as links from '../markdown/links';
import type { MarkdownReader } from '../state/drawn';

const reader: MarkdownReader = {
  makeSplitter: () => new MarkdownBlocks(),
  links,
  decodeEntities: decodeHTMLStrict,
  lex: (text) => new Lexer({ gfm: true }).lex(text),
};

handOver('markdown', reader);
