// Starts GraphiQL at the address it is served from. It is a file of its own so that no page needs inline script.
const welcome = `# Welcome to Ildsjæl: good stories,
# and what one can do about them.
#
# Ask with the button, or Ctrl-Enter.
# The book, top left, lists the rest.

{
  stories(first: 3) {
    totalCount
    nodes {
      title
      summary
      url
      publishedAt
    }
  }
}
`;

const fetcher = GraphiQL.createFetcher({ url: window.location.pathname, enableIncrementalDelivery: false });

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: welcome }),
);
