/** What a browser's processes used, from /proc, and a machine that is slower than this one. */
import { readFileSync, readdirSync } from "node:fs";

/** @param {string} path */
const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process ended meanwhile.
    return "";
  }
};

/** The processes of a tree, the given one among them. @param {number} pid */
function tree(pid) {
  /** @type {Map<number, {parent: number, ticks: number}>} */
  const all = new Map();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const stat = read(`/proc/${entry}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (stat) all.set(+entry, { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
  }
  /** @param {number} id @returns {boolean} */
  const inside = (id) => id === pid || (id > 1 && inside(all.get(id)?.parent ?? 0));
  return [...all].filter(([id]) => inside(id)).map(([id, { ticks }]) => ({ id, ticks }));
}

/** CPU time of a tree of processes so far, in milliseconds; it comes in steps of ten. @param {number} pid */
export const cpu = (pid) => tree(pid).reduce((sum, one) => sum + one.ticks * 10, 0);

/** The most memory that any one process of the tree ever had, in MB. @param {number} pid */
export function peak(pid) {
  const sizes = tree(pid).map(({ id }) => +(/VmHWM:\s+(\d+)/.exec(read(`/proc/${id}/status`))?.[1] ?? 0) / 1024);
  return Math.round(Math.max(...sizes));
}

/** How long the processes of a slow machine run at a time. In milliseconds. */
const TURN = 4;

/**
 * Lets a tree of processes run for one part of the time only, on every processor, and stops it for the others: main threads,
 * workers and the browser itself alike, which a browser's own throttling does not. It needs no rights and no tool.
 * @param {number} pid @param {number} parts @returns {() => void} ends it
 */
export function slowed(pid, parts) {
  let ended = false;
  /** @param {NodeJS.Signals} what @param {number[]} ids */
  const tell = (what, ids) => ids.forEach((id) => {
    try {
      process.kill(id, what);
    } catch {
      // It ended meanwhile.
    }
  });
  const all = () => tree(pid).map(({ id }) => id);
  const after = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));
  const turns = async () => {
    let [ids, since, owed] = [all(), performance.now(), 0];
    while (!ended) {
      await after(TURN);
      tell("SIGSTOP", ids);
      const stopped = performance.now();
      // What ran longer than it should stops longer.
      owed += (stopped - since) * (parts - 1);
      // Those that began meanwhile stop with the next turn.
      ids = all();
      await after(Math.max(0, owed - (performance.now() - stopped)));
      tell("SIGCONT", ids);
      since = performance.now();
      owed -= since - stopped;
    }
  };
  void turns();
  return () => {
    ended = true;
    tell("SIGCONT", all());
  };
}
