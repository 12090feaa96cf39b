/** What a page says of itself while it is watched. */
export interface Watched {
  /** When the six answers had been painted; by `performance.now()`. */
  sixAt?: number;
  /** When the four that need no help desk had. */
  fourAt?: number;
  /** Sum of the shifts that nobody asked for by a key or a click. */
  shift: number;
  /** Of each thing that was pressed, how long until the page showed it. */
  presses: number[];
  /** Waits for the six anew. */
  again(): void;
}

declare global {
  interface Window {
    customer360Watched: Watched;
  }
}

/** Runs in the page, before anything else does. */
export function watchPage(): void {
  const four = ['Pays', 'Renews', 'Uses', 'Relationship'];
  const six = [...four, 'Open threads', 'Next'];
  const watched: Watched = {
    shift: 0,
    presses: [],
    again() {
      watched.sixAt = undefined;
      watched.fourAt = undefined;
    },
  };
  window.customer360Watched = watched;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries() as Array<
      PerformanceEntry & { value: number; hadRecentInput: boolean }
    >) {
      if (!entry.hadRecentInput) {
        watched.shift += entry.value;
      }
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver(list => {
    for (const entry of list.getEntries() as Array<
      PerformanceEntry & { interactionId?: number }
    >) {
      if (entry.interactionId && entry.name === 'click') {
        watched.presses.push(entry.duration);
      }
    }
  }).observe({
    type: 'event',
    buffered: true,
    durationThreshold: 16,
  } as PerformanceObserverInit);
  const look = () => {
    if (watched.sixAt === undefined) {
      const shown = new Set(
        [...document.querySelectorAll('[role="group"] h3')].map(
          ({ textContent }) => textContent,
        ),
      );
      // What is found in this frame has been painted by the next.
      if (watched.fourAt === undefined && four.every(it => shown.has(it))) {
        requestAnimationFrame(at => {
          watched.fourAt ??= at;
        });
      }
      if (six.every(it => shown.has(it))) {
        requestAnimationFrame(at => {
          watched.sixAt ??= at;
        });
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
