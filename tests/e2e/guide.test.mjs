/** The page to print for whoever fills the file in, from the start screen. */
import assert from "node:assert/strict";
import { click } from "./element.mjs";
import { inEveryBrowser } from "./support.mjs";

inEveryBrowser("each import has a page to print", async ({ page, download }) => {
  for (const [id, name, said] of [["gryzzly/projects", "projects.html", "<h2>Order</h2>"], ["interpreter-intelligence/customers", "customers.html", "Sample Hospital"]]) {
    await click(page, `guide-${id}`);
    const file = await download();
    assert.equal(file.name, name);
    assert.match(String(file.bytes), /^<!doctype html>\n<html lang="en">/);
    assert.ok(String(file.bytes).includes(String(said)), id);
  }
});
