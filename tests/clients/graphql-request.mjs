// graphql-request: one function that asks.

import { gql, request } from "graphql-request";

const STORIES = gql`
  query Stories($after: String) {
    stories(first: 2, after: $after) {
      nodes { title }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

const titles = [];
let after = null;
do {
  const { stories } = await request(process.argv[2], STORIES, { after });
  titles.push(...stories.nodes.map(({ title }) => title));
  after = stories.pageInfo.hasNextPage ? stories.pageInfo.endCursor : null;
} while (after);

console.log(JSON.stringify(titles));
