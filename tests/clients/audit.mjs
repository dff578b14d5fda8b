// Does the server keep to GraphQL over HTTP? Prints what does not hold; fails when that is a MUST or a SHOULD.

import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2] });
const failed = results.filter((result) => result.status !== "ok");

for (const { id, name, status, reason } of failed) {
  console.log(`${status} ${id} ${name}: ${reason}`);
}
console.log(`${results.length - failed.length} of ${results.length} audits ok`);
process.exitCode = results.length === 0 || failed.some(({ name }) => /^(MUST|SHOULD)\b/.test(name)) ? 1 : 0;
