// Reads every source of ./sources with HashiCorp's own HCL and records what it says.
// npm install @cdktn/hcl2json@0.24.0 && node record_second_reading.mjs
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { parse } = createRequire(process.cwd() + "/")("@cdktn/hcl2json");
const here = new URL(".", import.meta.url).pathname;
const recorded = {};
for (const name of readdirSync(here + "sources").sort()) {
  recorded[name] = await parse(name, readFileSync(`${here}sources/${name}`, "utf8"));
}
writeFileSync(here + "data/second_reading.json", JSON.stringify(recorded, null, 1) + "\n");
