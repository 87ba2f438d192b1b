/** What a browser's processes used, from /proc. */
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
