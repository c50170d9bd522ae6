/** A text that is drawn otherwise than it reads, and what the page makes of it as plain words. */
export interface HostileText {
  readonly name: string;
  readonly text: string;
  readonly shown: string;
}

const tagged = [...'rm'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');

/** Commands that try to read as something else. */
export const hostileCommands: readonly HostileText[] = [
  {
    name: 'right-to-left override',
    text: 'rm -rf build/\u202etsid\u202c ~/notes',
    shown: 'rm -rf build/[U+202E]tsid[U+202C] ~/notes',
  },
  { name: 'left-to-right override', text: 'echo \u202dsafe', shown: 'echo [U+202D]safe' },
  { name: 'embeddings', text: 'a\u202ab\u202bc', shown: 'a[U+202A]b[U+202B]c' },
  {
    name: 'isolates',
    text: 'ls \u2066# \u2067safe\u2069\u2068x',
    shown: 'ls [U+2066]# [U+2067]safe[U+2069][U+2068]x',
  },
  { name: 'direction marks', text: 'ls\u200e\u200f\u061c -l', shown: 'ls[U+200E][U+200F][U+061C] -l' },
  {
    name: 'zero widths',
    text: 'npm\u200b t\u200ce\u200ds\u2060t\ufeff',
    shown: 'npm[U+200B] t[U+200C]e[U+200D]s[U+2060]t[U+FEFF]',
  },
  { name: 'soft hyphen', text: 'rm no\u00adtes', shown: 'rm no[U+00AD]tes' },
  { name: 'Mongolian separator', text: 'rm\u180e-rf', shown: 'rm[U+180E]-rf' },
  { name: 'escape sequence', text: 'echo "done\u001b[2K\r"', shown: 'echo "done[ESC][2K[CR]"' },
  { name: 'bell, null, backspace', text: 'a\u0007b\u0000c\u0008d\u007f', shown: 'a[BEL]b[NUL]c[BS]d[DEL]' },
  { name: 'controls of the second set', text: 'a\u0085b\u009b2K', shown: 'a[U+0085]b[U+009B]2K' },
  { name: 'vertical tab, form feed', text: 'ls\u000b;\u000crm', shown: 'ls[VT];[FF]rm' },
  { name: 'tag characters', text: `ls${tagged}`, shown: 'ls[U+E0072][U+E006D]' },
  { name: 'variation selectors', text: 'ls\ufe0f -l\u{e0100}', shown: 'ls[U+FE0F] -l[U+E0100]' },
  { name: 'line and paragraph separators', text: 'ls\u2028rm\u2029x', shown: 'ls[U+2028]rm[U+2029]x' },
  { name: 'annotations', text: 'ls\ufff9x\ufffay\ufffb', shown: 'ls[U+FFF9]x[U+FFFA]y[U+FFFB]' },
  {
    name: 'Hangul fillers',
    text: 'rm \u3164\u115f\u1160\uffa0',
    shown: 'rm [U+3164][U+115F][U+1160][U+FFA0]',
  },
  { name: 'blank Braille', text: 'rm \u2800x', shown: 'rm [U+2800]x' },
  {
    name: 'other spaces',
    text: 'rm\u00a0-rf\u2003x\u3000y\u202fz\u1680',
    shown: 'rm[U+00A0]-rf[U+2003]x[U+3000]y[U+202F]z[U+1680]',
  },
  { name: 'private use', text: 'ls \ue0b0\u{f0001}', shown: 'ls [U+E0B0][U+F0001]' },
  { name: 'unassigned', text: 'ls \u0378\uffff', shown: 'ls [U+0378][U+FFFF]' },
  { name: 'lone surrogate', text: 'ls \ud83d x', shown: 'ls [U+D83D] x' },
  { name: 'stacked marks', text: 'ls a\u0301\u0302\u0303\u0304', shown: 'ls a\u0301\u0302[U+0303][U+0304]' },
  { name: 'a mark on nothing', text: 'ls =\u0338 x', shown: 'ls =[U+0338] x' },
  { name: 'enclosing marks', text: 'ls a\u20dd', shown: 'ls a[U+20DD]' },
  { name: 'Cyrillic in Latin', text: 'curl p\u0430ypal.example', shown: 'curl p[U+0430]ypal.example' },
  { name: 'Greek in Latin', text: 'cat n\u03bftes', shown: 'cat n[U+03BF]tes' },
  { name: 'all Cyrillic look-alikes', text: 'rm \u0441\u043e\u0440', shown: 'rm [U+0441][U+043E][U+0440]' },
  { name: 'full width', text: 'echo x\uff1b\uff52m', shown: 'echo x[U+FF1B][U+FF52]m' },
  { name: 'mathematical letters', text: 'r\u{1d426} x', shown: 'r[U+1D426] x' },
  { name: 'a slash that is none', text: 'rm src\u2215cart', shown: 'rm src[U+2215]cart' },
  { name: 'Greek question mark', text: 'ls\u037e rm x', shown: 'ls[U+037E] rm x' },
  { name: 'a ligature', text: 'cat con\ufb01g', shown: 'cat con[U+FB01]g' },
  {
    name: 'joiners in an emoji',
    text: 'echo \u{1f469}\u200d\u{1f4bb}',
    shown: 'echo \u{1f469}[U+200D]\u{1f4bb}',
  },
  { name: 'joiner in Persian', text: 'ls \u0645\u06cc\u200c\u0631', shown: 'ls \u0645\u06cc[U+200C]\u0631' },
  { name: 'combining grapheme joiner', text: 'ls a\u034fb', shown: 'ls a[U+034F]b' },
];

/** What is written in earnest stays as it is. */
export const honestCommands: readonly string[] = [
  'npm test -- cart --grep "half cents"\n\tnode x.mjs',
  'git commit -m "Größe prüfen – naïve façade…"',
  'git commit -m "Добавил скидку в корзину"',
  'git commit -m "割引コードをJavaScriptで追加"',
  'git commit -m "修复折扣，测试（购物车）：完成。"',
  'echo "할인 코드" "折扣碼" "कूपन" "ส่วนลด"',
  'echo "קוד הנחה" "رمز الخصم"',
  'echo ✔ 🚀 “quoted” €5 x² 20 µs ½',
];
