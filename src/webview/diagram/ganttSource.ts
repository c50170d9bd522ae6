import { addDuration, dateReader, type DateReader, type Excluded } from './ganttDates';

export type Tag = 'active' | 'done' | 'crit' | 'milestone';

export interface Task {
  readonly label: string;
  readonly tags: ReadonlySet<Tag>;
  /** In ms, without any time zone. */
  readonly start: number;
  readonly end: number;
}

export interface Gantt {
  readonly title: string;
  readonly sections: readonly { readonly label: string; readonly tasks: readonly Task[] }[];
}

const isTag = (word: string): word is Tag => /^(?:active|done|crit|milestone)$/.test(word);
/** How it looks, which the page decides; or what nobody can say without a clock. */
const decoration = /^(?:axisFormat|tickInterval|todayMarker|weekday|displayMode|accTitle|accDescr|click)\b/;

/** Reads the lines of a Gantt chart; undefined when one is not understood. */
export function readGantt(lines: readonly string[]): Gantt | undefined {
  const reader = new Reader();
  return lines.every((line) => reader.read(line)) ? reader.result() : undefined;
}

interface Section {
  readonly label: string;
  readonly tasks: Task[];
}

class Reader {
  private title = '';
  private dates: DateReader | undefined = dateReader('YYYY-MM-DD');
  private excluded: Excluded = { weekdays: new Set(), days: new Set() };
  private endsIncluded = false;
  private readonly sections: Section[] = [];
  private readonly named = new Map<string, Task>();
  private last: Task | undefined;

  result(): Gantt | undefined {
    const sections = this.sections.filter(({ tasks }) => tasks.length > 0);
    return sections.length > 0 ? { title: this.title, sections } : undefined;
  }

  read(line: string): boolean {
    const [, word = '', value = ''] = /^(\w+)(?:\s+([^\s:].*))?$/.exec(line) ?? [];
    if (decoration.test(line)) return true;
    if (word === 'inclusiveEndDates' && !value) this.endsIncluded = true;
    else if (word === 'title') this.title = value;
    else if (word === 'section') this.sections.push({ label: value, tasks: [] });
    else if (word === 'dateFormat') this.dates = dateReader(value);
    else if (word === 'excludes') return this.exclude(value);
    else return this.readTask(line);
    return this.dates !== undefined;
  }

  private exclude(value: string): boolean {
    const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
    const [weekdays, days] = [new Set(this.excluded.weekdays), new Set(this.excluded.days)];
    for (const one of value.split(/[\s,]+/)) {
      const weekday = names.indexOf(one.toLowerCase());
      const day = this.dates?.(one);
      if (/^weekends$/i.test(one)) weekdays.add(0).add(6);
      else if (weekday >= 0) weekdays.add(weekday);
      else if (day !== undefined) days.add(day);
      else return false;
    }
    this.excluded = { weekdays, days };
    return true;
  }

  private readTask(line: string): boolean {
    const at = line.indexOf(':');
    if (at < 0) return false;
    const fields = line
      .slice(at + 1)
      .split(',')
      .map((field) => field.trim());
    const tags = new Set<Tag>();
    for (let tag = fields[0]; tag !== undefined && isTag(tag); tag = fields[0]) {
      tags.add(tag);
      fields.shift();
    }
    if (fields[0] === 'vert') return false;
    const id = fields.length === 3 ? fields.shift() : undefined;
    const start = fields.length === 2 ? this.startOf(fields.shift() ?? '') : this.last?.end;
    const end = start === undefined || fields.length !== 1 ? undefined : this.endOf(fields[0] ?? '', start);
    if (start === undefined || end === undefined || end < start) return false;
    const task = { label: line.slice(0, at).trim(), tags, start, end };
    if (id) this.named.set(id, task);
    this.last = task;
    if (this.sections.length === 0) this.sections.push({ label: '', tasks: [] });
    this.sections.at(-1)?.tasks.push(task);
    return true;
  }

  /** Of tasks that come further down nothing is known yet: such a chart keeps its source. */
  private startOf(field: string): number | undefined {
    const after = /^after\s+(.+)$/.exec(field)?.[1]?.split(/\s+/);
    if (!after) return this.dates?.(field);
    const ends = after.map((id) => this.named.get(id)?.end);
    return ends.every((end) => end !== undefined) ? Math.max(...ends) : undefined;
  }

  private endOf(field: string, start: number): number | undefined {
    const until = /^until\s+(.+)$/.exec(field)?.[1]?.split(/\s+/);
    if (until) {
      const starts = until.map((id) => this.named.get(id)?.start);
      return starts.every((one) => one !== undefined) ? Math.min(...starts) : undefined;
    }
    const day = this.dates?.(field);
    if (day !== undefined) return this.endsIncluded ? day + 86_400_000 : day;
    return addDuration(start, field, this.excluded);
  }
}
