/// How the page asks the API.
enum ClientScript {
  static let text: StaticString = #"""
    const place = 'rekindle-key';

    export const slug = decodeURIComponent(location.pathname.split('/').pop());
    export const campaign = '/api/campaigns/' + encodeURIComponent(slug);
    export const hasKey = () => sessionStorage.getItem(place) !== null;
    export const keep = (key) => sessionStorage.setItem(place, key);
    export const forget = () => sessionStorage.removeItem(place);

    /** What the API said instead of doing it. */
    export class Refusal extends Error {
      constructor(status, problem) {
        super(problem.detail || 'The server does not answer as it should: try again.');
        this.status = status;
        this.code = (problem.type || '').split(':').pop();
      }
    }

    const send = async (method, path, body, tag) => {
      const headers = { authorization: 'Bearer ' + sessionStorage.getItem(place) };
      if (body) headers['content-type'] = 'application/json';
      if (tag) headers['if-match'] = tag;
      let answer;
      try {
        answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
      } catch {
        throw new Refusal(0, { detail: 'The server cannot be reached: your words are still here, try again.' });
      }
      if (answer.ok) return answer;
      throw new Refusal(answer.status, await answer.json().catch(() => ({})));
    };

    export const ask = async (method, path, body, tag) => (await send(method, path, body, tag)).json();

    /** All items of a list that comes in pages. */
    export const all = async (path) => {
      const items = [];
      let cursor = '';
      do {
        const page = await ask('GET', path + (path.includes('?') ? '&' : '?') + 'limit=200' + cursor);
        items.push(...page.items);
        cursor = page.next ? '&cursor=' + page.next : null;
      } while (cursor !== null);
      return items;
    };

    /** Hands a file to the browser. */
    export const download = async (path) => {
      const answer = await send('GET', path);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = answer.headers.get('content-disposition').split('"')[1];
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    };
    """#
}
