/** What a run made, and the style sheets that it would have put into the page. */
interface Made<T> {
  readonly value: T;
  readonly sheets: readonly CSSStyleSheet[];
}

/**
 * Lets a library measure with its styles under a policy that allows none inline: what it writes into `style` elements
 * goes to adopted sheets while it runs, and `style` attributes go through the object model. Pictures from elsewhere
 * are not even asked for.
 */
export async function withinPagePolicy<T>(run: () => Promise<T>): Promise<Made<T>> {
  const sheets: CSSStyleSheet[] = [];
  const { createElement, createElementNS } = document;
  const { setAttribute } = Element.prototype;
  const { parseFromString } = DOMParser.prototype;
  const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
  const makeSheet = (): Element => {
    const sheet = new CSSStyleSheet();
    sheets.push(sheet);
    document.adoptedStyleSheets.push(sheet);
    const element = createElementNS.call(document, 'http://www.w3.org/2000/svg', 'metadata');
    const write = { set: (text: string) => void sheet.replaceSync(text), get: () => '' };
    Object.defineProperties(element, { innerHTML: write, textContent: write });
    element.append = (...texts) => sheet.replaceSync(texts.join(''));
    element.appendChild = (node) => {
      sheet.replaceSync(node.textContent ?? '');
      return node;
    };
    return element;
  };
  document.createElement = ((name: string, options?: ElementCreationOptions) =>
    name === 'style'
      ? makeSheet()
      : createElement.call(document, name, options)) as typeof document.createElement;
  document.createElementNS = ((space: string | null, name: string) =>
    name === 'style'
      ? makeSheet()
      : createElementNS.call(document, space, name)) as typeof document.createElementNS;
  Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
    if (name === 'style' && (this instanceof SVGElement || this instanceof HTMLElement))
      this.style.cssText = value;
    else if (isPlain(this, name, value)) setAttribute.call(this, name, value);
  };
  Object.defineProperty(HTMLImageElement.prototype, 'src', {
    ...source,
    set(this: HTMLImageElement, value: string) {
      if (/^data:/i.test(value)) source?.set?.call(this, value); // as all pictures of the page itself
    },
  });
  DOMParser.prototype.parseFromString = function (
    this: DOMParser,
    text: string,
    type: DOMParserSupportedType,
  ) {
    return parseFromString.call(this, withoutStyles(String(text)), type);
  };
  try {
    return { value: await run(), sheets };
  } finally {
    document.createElement = createElement;
    document.createElementNS = createElementNS;
    Element.prototype.setAttribute = setAttribute;
    DOMParser.prototype.parseFromString = parseFromString;
    if (source) Object.defineProperty(HTMLImageElement.prototype, 'src', source);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
  }
}

/** No way to a picture elsewhere, and no number that is none: an empty chart has some. */
function isPlain({ localName }: Element, name: string, value: unknown): boolean {
  return String(value) !== 'NaN' && (localName !== 'image' || !/href/i.test(name));
}

/**
 * Even a document that is only parsed may hold no styles and no handlers under the page's policy; they stay as data
 * beside it.
 */
export function withoutStyles(markup: string): string {
  return markup
    .replace(/<style\b[\s\S]*?<\/style>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|on\w+)\s*=/gi, '$1data-$2='));
}
