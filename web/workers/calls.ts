/**
 * How the page and its Workers talk: a question by its name, news while it is worked on, and one answer.
 *
 * @module
 */

/** What can be asked of a Worker, by name. */
export type Calls = Record<string, { question: unknown; answer: unknown; news: unknown }>;

/** From the page. */
export type ToWorker = { id: number; name: string; question: unknown } | { id: number; stop: true };

/** From a Worker. */
export type FromWorker =
  | { id: number; news: unknown }
  | { id: number; answer: unknown }
  | { id: number; error: string };

/** What a question's work may use. */
export interface Work<News> {
  /** Tells the page how far it is. */
  news(news: News): void;
  /** Aborted when the page no longer wants the answer. */
  signal: AbortSignal;
}

/** How each question is answered. */
export type Handlers<C extends Calls> = {
  [K in keyof C]: (
    question: C[K]["question"],
    work: Work<C[K]["news"]>,
  ) => Promise<C[K]["answer"]>;
};

/** Answers questions in a Worker, one at a time; a stop is heard while one is worked on. */
export function answerQuestions<C extends Calls>(handlers: Handlers<C>): void {
  const post = (message: FromWorker) => postMessage(message);
  const controllers = new Map<number, AbortController>();
  let last = Promise.resolve();
  addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    const { id } = data;
    if ("stop" in data) return controllers.get(id)?.abort();
    const controller = new AbortController();
    controllers.set(id, controller);
    const work = { news: (news: unknown) => post({ id, news }), signal: controller.signal };
    last = last.then(async () => {
      try {
        post({ id, answer: await handlers[data.name](data.question, work) });
      } catch (error) {
        post({ id, error: error instanceof Error ? error.message : String(error) });
      } finally {
        controllers.delete(id);
      }
    });
  });
}
