/** The colours of the theme, in the library's names; it makes shades of them, so they have to be colours. */
export function themeVariables(): Readonly<Record<string, string | boolean>> {
  const style = getComputedStyle(document.documentElement);
  const colour = (...names: readonly string[]): string =>
    names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim()).find(Boolean) ?? '';
  const isDark = !/vscode-(?:high-contrast-)?light/.test(document.body.className);
  const isContrast = /vscode-high-contrast/.test(document.body.className);
  const text = colour('editor-foreground', 'foreground') || (isDark ? '#cccccc' : '#333333');
  const ground = colour('editor-background') || (isDark ? '#1f1f1f' : '#ffffff');
  const line = colour('descriptionForeground', 'foreground') || text;
  const box = isContrast ? ground : colour('input-background') || ground;
  const series = [
    ...['charts-blue', 'charts-green', 'charts-orange', 'charts-purple', 'charts-red', 'charts-yellow'],
  ].map((name) => colour(name) || line);
  const many = (name: string, from: number, to: number, pick: (at: number) => string) =>
    Object.fromEntries(Array.from({ length: to - from + 1 }, (_, at) => [`${name}${at + from}`, pick(at)]));
  return {
    darkMode: isDark,
    background: ground,
    primaryColor: box,
    primaryTextColor: text,
    primaryBorderColor: line,
    secondaryColor: box,
    secondaryTextColor: text,
    secondaryBorderColor: line,
    tertiaryColor: ground,
    tertiaryTextColor: text,
    tertiaryBorderColor: line,
    lineColor: line,
    textColor: text,
    titleColor: text,
    mainBkg: box,
    nodeBorder: line,
    clusterBkg: ground,
    clusterBorder: line,
    edgeLabelBackground: ground,
    noteBkgColor: box,
    noteTextColor: text,
    noteBorderColor: line,
    errorBkgColor: ground,
    errorTextColor: text,
    sectionBkgColor: ground,
    altSectionBkgColor: ground,
    sectionBkgColor2: ground,
    excludeBkgColor: ground,
    gridColor: line,
    taskBkgColor: box,
    taskBorderColor: line,
    taskTextColor: text,
    taskTextDarkColor: text,
    taskTextLightColor: text,
    taskTextOutsideColor: text,
    taskTextClickableColor: text,
    activeTaskBkgColor: box,
    activeTaskBorderColor: series[0] ?? line,
    doneTaskBkgColor: ground,
    doneTaskBorderColor: line,
    critBkgColor: box,
    critBorderColor: colour('charts-red', 'errorForeground') || line,
    todayLineColor: colour('charts-red', 'errorForeground') || line,
    fontSize: '13px',
    pieTitleTextSize: '14px',
    pieSectionTextSize: '13px',
    pieLegendTextSize: '13px',
    pieSectionTextColor: ground,
    pieStrokeColor: ground,
    pieOuterStrokeColor: line,
    ...many('pie', 1, 12, (at) => series[at % series.length] ?? line),
    ...many('cScale', 0, 11, (at) => series[at % series.length] ?? line),
    ...many('cScaleLabel', 0, 11, () => ground),
    ...many('git', 0, 7, (at) => series[at % series.length] ?? line),
    ...many('gitBranchLabel', 0, 7, () => ground),
    ...many('fillType', 0, 7, () => box),
  };
}
