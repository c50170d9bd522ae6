import * as z from 'zod';

const text = z.string();
const count = z.number().int().positive();

const planComments = z.array(z.object({ part: z.number().int(), quote: text, text })).readonly();

/** Wishes of the page. The host parses each with this union; the page takes only the type. */
export const toHost = z.discriminatedUnion('type', [
  /** The page runs and wants the whole state. */
  z.object({ type: z.literal('view/ready') }),
  /** `sessionId` is that of the session the page showed when it was typed; empty before one is open. */
  z.object({
    type: z.literal('prompt/submit'),
    text,
    sessionId: text,
    /** What to do with it while the agent works; it waits when absent. */
    delivery: z.enum(['queue', 'steer']).optional(),
    /** It is no command even if it begins like one. */
    isText: z.boolean().optional(),
  }),
  /** The unsent text, told a moment after each change so that it survives the page. */
  z.object({ type: z.literal('draft/changed'), text, sessionId: text }),
  z.object({ type: z.literal('turn/stop') }),
  z.object({ type: z.literal('turns/older'), beforeTurnId: text }),
  z.object({ type: z.literal('turns/newer'), afterTurnId: text }),
  /** Shows a turn that may be far from those shown; without one, the newest turns. */
  z.object({ type: z.literal('turns/show'), turnId: text.optional() }),
  /** Begins to edit the prompt of a turn. */
  z.object({ type: z.literal('turn/edit'), turnId: text }),
  z.object({ type: z.literal('turn/retry'), turnId: text }),
  /** Opens a copy of the session that ends after this turn. */
  z.object({ type: z.literal('turn/fork'), turnId: text }),
  z.object({ type: z.literal('turn/link'), turnId: text }),
  /** The text of the edited prompt, told a moment after each change. */
  z.object({ type: z.literal('edit/changed'), text }),
  z.object({ type: z.literal('edit/cancel') }),
  z.object({
    type: z.literal('edit/send'),
    text,
    restoresFiles: z.boolean(),
    /** What would be dropped stays as a session of its own. */
    keepsCopy: z.boolean(),
  }),
  z.object({
    type: z.literal('find/start'),
    /** Told with each result, so that those of an earlier search are known. */
    id: z.number(),
    query: z.object({
      text,
      isCaseSensitive: z.boolean(),
      isWholeWord: z.boolean(),
      isRegex: z.boolean(),
    }),
  }),
  z.object({ type: z.literal('find/stop') }),
  /** Wants the prompts around this turn. */
  z.object({ type: z.literal('prompts/list'), turnId: text }),
  z.object({ type: z.literal('queue/remove'), id: text }),
  /** Puts the message back that was deleted last, or lets go of it. */
  z.object({ type: z.literal('queue/restore') }),
  z.object({ type: z.literal('queue/forget') }),
  /** Holds a message while the person rewrites it. */
  z.object({ type: z.literal('queue/edit'), id: text }),
  /** The text as it is being rewritten, told a moment after each change so that it survives the page. */
  z.object({ type: z.literal('queue/update'), id: text, text }),
  /** The rewriting is over; without a text the message is again what it was. */
  z.object({ type: z.literal('queue/edited'), id: text, text: text.optional() }),
  z.object({ type: z.literal('queue/move'), id: text, to: z.number().int().nonnegative() }),
  z.object({ type: z.literal('queue/duplicate'), id: text }),
  /** To the running turn if there is one, else as the next. */
  z.object({ type: z.literal('queue/sendNow'), id: text }),
  z.object({ type: z.literal('queue/pause') }),
  z.object({ type: z.literal('queue/resume') }),
  z.object({
    type: z.literal('permission/answer'),
    id: text,
    decision: z.enum(['allow-once', 'deny']),
    /** For the agent, with `deny`. */
    reason: text.optional(),
  }),
  /** Allows it and saves the rule that one of its scopes says. */
  z.object({ type: z.literal('permission/allowScope'), id: text, scope: text }),
  z.object({ type: z.literal('permission/denyAlways'), id: text, denial: text }),
  /** Has another command run instead. */
  z.object({ type: z.literal('permission/edit'), id: text, command: text.min(1) }),
  z.object({ type: z.literal('permission/openDiff'), id: text }),
  /** The comments on a plan so far, so that they survive the page. */
  z.object({ type: z.literal('plan/comment'), id: text, comments: planComments }),
  z.object({
    type: z.literal('plan/answer'),
    id: text,
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('approve'), action: z.enum(['interactive', 'autopilot', 'exit_only']) }),
      /** `note` is about the plan as a whole. */
      z.object({ kind: z.literal('revise'), comments: planComments, note: text }),
      z.object({ kind: z.literal('discard') }),
    ]),
  }),
  z.object({ type: z.literal('plan/open'), id: text }),
  z.object({ type: z.literal('question/answer'), id: text, answer: text, isFreeform: z.boolean() }),
  z.object({ type: z.literal('question/decline'), id: text }),
  /** What is typed or chosen on a request's card, so that it survives the page. */
  z.object({ type: z.literal('request/typed'), id: text, field: text, value: z.unknown() }),
  z.object({
    type: z.literal('form/answer'),
    id: text,
    content: z.record(text, z.union([text, z.number(), z.boolean(), z.array(text)])),
  }),
  z.object({ type: z.literal('form/decline'), id: text }),
  z.object({
    type: z.literal('choice/answer'),
    id: text,
    choice: z.enum(['add', 'unset', 'cancel', 'yes', 'yes_always', 'no', 'save', 'leave']),
  }),
  z.object({ type: z.literal('attachment/remove'), id: text }),
  /** Files dropped on the composer: `file:` or `vscode-remote:` addresses. */
  z.object({ type: z.literal('attachment/drop'), uris: z.array(text) }),
  /** Lets the person pick files in the editor's own dialog. */
  z.object({ type: z.literal('attachment/pick') }),
  /** A long text that was pasted; `label` names it on its chip. */
  z.object({ type: z.literal('attachment/text'), text, label: text }),
  /** A pasted or dropped image: base64, and a small picture of it as a data address. */
  z.object({ type: z.literal('attachment/image'), name: text, mimeType: text, data: text, preview: text }),
  /** Turns a pasted text back into words of the message. */
  z.object({ type: z.literal('attachment/unfold'), id: text }),
  /** The person types after `@`, `#` or `/`. */
  z.object({
    type: z.literal('context/search'),
    id: z.number().int(),
    trigger: z.enum(['@', '#', '/']),
    query: text,
  }),
  /** `label` names it on its chip. */
  z.object({ type: z.literal('context/pick'), kind: text, value: text, label: text }),
  /** Shows the editor's selection to the agent, or hides it. */
  z.object({ type: z.literal('selection/toggle') }),
  z.object({ type: z.literal('link/open'), href: text }),
  /** A path as the model wrote it; the host looks where it lies. */
  z.object({
    type: z.literal('file/open'),
    path: text,
    line: count.optional(),
    column: count.optional(),
    endLine: count.optional(),
  }),
  /** Fetches a remote picture that the person wants to see; answered with `picture/loaded`. */
  z.object({ type: z.literal('picture/load'), href: z.url({ protocol: /^https?$/ }) }),
  /** Looks for a picture in the open folders; answered with `picture/loaded`, with the path as `href`. */
  z.object({ type: z.literal('picture/find'), path: text }),
  /** Which of these paths are there; answered with `paths/checked`. */
  z.object({ type: z.literal('paths/check'), paths: z.array(text).max(200) }),
  z.object({ type: z.literal('symbol/open'), name: text }),
  z.object({ type: z.literal('code/copy'), text }),
  z.object({ type: z.literal('code/insert'), text }),
  z.object({ type: z.literal('code/newFile'), text, language: text }),
  z.object({ type: z.literal('code/run'), text, language: text }),
  /** `path` is the file that the block names, if it names one. */
  z.object({ type: z.literal('code/apply'), text, language: text, path: text.optional() }),
  /** What becomes of the code that is shown as a diff. */
  z.object({ type: z.literal('proposal/answer'), answer: z.enum(['apply', 'discard']) }),
  /** `id` is of the values that were shown; an answer to others counts for nothing. */
  z.object({ type: z.literal('folderSettings/answer'), id: text, answer: z.enum(['use', 'keep']) }),
  /** A yes holds for exactly the content of this hash; a no for the session that is shown. */
  z.object({
    type: z.literal('consent/answer'),
    kind: z.enum(['hook', 'mcp-server', 'lsp-server', 'agent', 'skill']),
    hash: text,
    answer: z.enum(['allow', 'not-now']),
  }),
  z.object({
    type: z.literal('notice/act'),
    action: z.enum([
      'retry',
      'show-log',
      'change-key',
      'choose-model',
      'restart',
      'remove-attachment',
      'new-session',
      'use-sandbox',
      'dismiss',
    ]),
    noticeId: text.optional(),
    /** With `retry`: what the agent is told if it had begun its work. */
    words: text.optional(),
  }),
  z.object({ type: z.literal('setup/installCli') }),
  z.object({ type: z.literal('setup/chooseCli') }),
  z.object({ type: z.literal('setup/manageTrust') }),
  z.object({ type: z.literal('setup/openFolder') }),
  z.object({ type: z.literal('setup/restart') }),
  z.object({ type: z.literal('setup/signIn') }),
  z.object({ type: z.literal('setup/useDemo') }),
  z.object({ type: z.literal('setup/useLocal'), server: z.enum(['Ollama', 'LM Studio']) }),
  z.object({ type: z.literal('setup/useOwnKey') }),
  z.object({ type: z.literal('session/new') }),
  z.object({ type: z.literal('session/resumeLast') }),
  /** The keys go to the page, or no longer: the editor itself does not always know. */
  z.object({ type: z.literal('view/focus'), isFocused: z.boolean() }),
  /** A key pressed in the editor leads to the page, which wants the keys now. */
  z.object({ type: z.literal('view/reveal') }),
  z.object({ type: z.literal('models/load') }),
  z.object({ type: z.literal('model/choose'), source: z.enum(['github', 'own', 'demo']), id: text }),
  /** Empty: the model's own default. */
  z.object({ type: z.literal('effort/choose'), effort: text }),
  z.object({ type: z.literal('mode/choose'), mode: z.enum(['interactive', 'plan', 'autopilot']) }),
  z.object({ type: z.literal('permissionMode/choose'), mode: z.enum(['ask', 'allow-reads', 'allow-all']) }),
  z.object({ type: z.literal('sandbox/choose'), isOn: z.boolean() }),
  /** The menu with the switch was opened. */
  z.object({ type: z.literal('sandbox/look') }),
  z.object({ type: z.literal('sandbox/settings') }),
  /** Opens the sandbox of this session for the host that this request's command was refused. */
  z.object({ type: z.literal('sandbox/allowHost'), id: text }),
  /** What is chosen in this session becomes the setting for new ones. */
  z.object({ type: z.literal('choices/makeDefault') }),
  /** Opens the page of approvals at the rule that made a decision, or at the decision. */
  z.object({ type: z.literal('approvals/show'), decision: text }),
  /** Saves the files that the editor has not saved yet. */
  z.object({ type: z.literal('unsaved/save') }),
  z.object({ type: z.literal('usage/load') }),
  z.object({ type: z.literal('context/compact') }),
  /** Told when something the page did failed, so that it stands in the log. */
  z.object({ type: z.literal('page/error'), message: text }),
]);

export type ToHost = z.infer<typeof toHost>;
