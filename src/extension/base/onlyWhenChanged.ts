/** Tells a value, unless it is the one that was told before. */
export function whenChanged<T>(tell: (value: T) => void): (value: T) => void {
  let told = '';
  return (value) => {
    const summary = JSON.stringify(value ?? '');
    if (summary === told) return;
    told = summary;
    tell(value);
  };
}
