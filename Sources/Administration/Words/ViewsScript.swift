/// How the page shows what the API says: texts stand as texts, and a mail in a frame that runs nothing.
enum ViewsScript {
  static let text: StaticString = #"""
    const names = {
      email: 'Email', sms: 'SMS', whatsapp: 'WhatsApp', discord: 'Discord', inapp: 'In the app',
      calendar: 'Calendar invitation', worklist: 'Personal call',
    };

    const make = (name, textContent, members) => Object.assign(document.createElement(name), { textContent }, members);

    export const keyOf = (message) => `${message.template}/${message.channel}`;
    export const pathOf = (message) => `messages/${message.template}.${message.channel}.md`;
    // A translation's name begins with its language: de/welcome-back.
    export const addressOf = ({ template, channel }) => {
      const [name, language] = template.split('/').reverse();
      return { path: `${name}/${channel}`, query: language ? { language } : {} };
    };
    const nameOf = (message) => `${message.template}, ${names[message.channel]}`;

    export const messageChoices = (messages, changed) => messages.map((message) =>
      [keyOf(message), nameOf(message) + (changed.includes(keyOf(message)) ? ' (changed)' : '')]);

    export const draftChoices = (drafts) => [
      ['', 'A new draft'],
      ...drafts.map((one) => [String(one.id), `${one.id}: ${one.status}, ${one.writers.join(' and ')}`]),
    ];

    const states = {
      open: () => 'The draft is being written.',
      requested: () => 'The draft waits for somebody else to approve it.',
      rejected: (draft) => `The draft was refused by ${draft.decided_by}: ${draft.reason}`,
      published: (draft) => `Published as version ${draft.version}, approved by ${draft.decided_by}. `
        + 'Who enters from now on gets these words; who is under way keeps theirs.',
      withdrawn: () => 'The draft was given up.',
    };

    /** What has become of a draft, in a sentence. */
    export const stateOf = (draft) => draft ? states[draft.status](draft) : 'These are the published words.';

    /** Fills a list with choices, and keeps the one that was chosen where it is still there. */
    export const fill = (list, choices) => {
      const chosen = list.value;
      list.replaceChildren(...choices.map(([value, text]) => make('option', text, { value })));
      if (choices.some(([value]) => value === chosen)) list.value = chosen;
    };

    /** Where a message's text may be seen: a mail as a page, everything else as text. */
    const body = (preview) => {
      if (preview.fault) return [make('p', preview.fault, { className: 'bad' })];
      const parts = [];
      if (preview.parts.html) {
        const head = preview.parts.txt.split('\n\n')[0];
        const frame = make('iframe', '', { title: 'The mail as its reader sees it' });
        frame.setAttribute('sandbox', '');
        frame.srcdoc = preview.parts.html;
        parts.push(make('pre', head), frame);
      } else {
        parts.push(make('pre', preview.parts.txt));
      }
      return parts;
    };

    export const showPreviews = (place, previews) => {
      const figures = previews.map((preview) => {
        const figure = make('figure', '');
        figure.append(make('figcaption', names[preview.channel]), ...body(preview));
        return figure;
      });
      place.replaceChildren(...figures);
      if (!figures.length) place.append(make('p', 'There is nothing to show until the faults are mended.'));
    };

    const remark = (remark, path, kind) => {
      const item = make('li', '');
      const where = remark.file === path ? `Line ${remark.line}` : `${remark.file}, line ${remark.line}`;
      item.append(make('strong', kind + where + ': '), remark.message);
      return item;
    };

    export const showRemarks = (list, verdict, answer, path) => {
      list.replaceChildren(
        ...answer.faults.map((fault) => remark(fault, path, '')),
        ...answer.notes.filter((note) => note.file === path).map((note) => remark(note, path, 'Note: ')));
      const count = answer.faults.length;
      verdict.textContent =
        count === 0 ? 'Nothing is wrong with it.' : count === 1 ? 'One thing to mend:' : `${count} things to mend:`;
      verdict.className = count ? 'bad' : '';
    };

    const tags = { same: 'span', removed: 'del', added: 'ins' };
    const edge = 160;

    /** A long piece that stays is told by its ends. */
    const shortened = (text, isFirst, isLast) => {
      if (text.length <= 3 * edge) return text;
      return (isFirst ? '' : text.slice(0, edge)) + ' … ' + (isLast ? '' : text.slice(-edge));
    };

    export const showChanges = (place, messages) => {
      place.replaceChildren(...messages.flatMap((message) => {
        const text = make('pre', '');
        message.pieces.forEach((piece, index) => {
          const isSame = piece.kind === 'same';
          const words = isSame ? shortened(piece.text, index === 0, index === message.pieces.length - 1) : piece.text;
          text.append(make(tags[piece.kind], words));
        });
        return [make('h3', nameOf(message)), text];
      }));
      if (!messages.length) place.append(make('p', 'It changes nothing yet.'));
    };
    """#
}
