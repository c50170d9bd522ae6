const unseen = /([\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0\u2800])/u;

/** The text with everything that one cannot see, or that turns it round, as a box with its number. */
export function Plainly({ text }: { text: string }) {
  return (
    <>
      {text.split(unseen).map((part, index) => {
        if (index % 2 === 0 || part === '\n' || part === '\t') return part;
        const code = (part.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
        return (
          <span key={index} class="esc">
            U+{code}
          </span>
        );
      })}
    </>
  );
}
