// Apollo Client, with its own paging for cursors: the cache joins the pages.

import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";

const STORIES = gql`
  query Stories($after: String) {
    stories(first: 2, after: $after) {
      edges {
        cursor
        node { id title }
      }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;

const client = new ApolloClient({
  link: new HttpLink({ uri: process.argv[2] }),
  cache: new InMemoryCache({ typePolicies: { Query: { fields: { stories: relayStylePagination() } } } }),
});

let after = null;
do {
  const { data, error } = await client.query({ query: STORIES, variables: { after }, fetchPolicy: "network-only" });
  if (error) throw error;
  const { hasNextPage, endCursor } = data.stories.pageInfo;
  after = hasNextPage ? endCursor : null;
} while (after);

const { stories } = client.readQuery({ query: STORIES });
console.log(JSON.stringify(stories.edges.map(({ node }) => node.title)));
