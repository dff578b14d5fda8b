// urql, without a framework around it.

import { Client, fetchExchange, gql } from "@urql/core";

const STORIES = gql`
  query Stories($after: String) {
    stories(first: 2, after: $after) {
      nodes { title }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

const client = new Client({ url: process.argv[2], exchanges: [fetchExchange] });

const titles = [];
let after = null;
do {
  const { data, error } = await client.query(STORIES, { after }).toPromise();
  if (error) throw error;
  titles.push(...data.stories.nodes.map(({ title }) => title));
  const { hasNextPage, endCursor } = data.stories.pageInfo;
  after = hasNextPage ? endCursor : null;
} while (after);

console.log(JSON.stringify(titles));
