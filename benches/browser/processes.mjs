/** What a browser's processes used, from /proc. */
import { readFileSync, readdirSync } from "node:fs";

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process ended meanwhile.
    return "";
  }
};

/** The processes of a tree, the given one among them. */
function tree(pid) {
  const all = new Map();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const stat = read(`/proc/${entry}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (stat) all.set(+entry, { parent: +fields[1], ticks: +fields[11] + +fields[12] });
  }
  const inside = (id) => id === pid || (all.has(id) && id > 1 && inside(all.get(id).parent));
  return [...all].filter(([id]) => inside(id)).map(([id, { ticks }]) => ({ id, ticks }));
}

/** CPU time of a tree of processes so far, in milliseconds; it comes in steps of ten. */
export const cpu = (pid) => tree(pid).reduce((sum, one) => sum + one.ticks * 10, 0);

/** The most memory that any one process of the tree ever had, in MB. */
export function peak(pid) {
  const sizes = tree(pid).map(({ id }) => +(/VmHWM:\s+(\d+)/.exec(read(`/proc/${id}/status`))?.[1] ?? 0) / 1024);
  return Math.round(Math.max(...sizes));
}
