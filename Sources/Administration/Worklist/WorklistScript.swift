/// How the worklist's page shows items, takes them and settles them: texts stand as texts.
enum WorklistScript {
  static let text: StaticString = #"""
    const { ask, download } = await import('./client');
    const { find, guarded, make, minute, open, table } = await import('./desk');

    const outcomes = [
      ['', 'Choose what came of it'], ['will_return', 'Reached: will return'],
      ['will_not_return', 'Reached: will not return this time'], ['wants_to_stop', 'Reached: wants to hear no more'],
      ['not_reached', 'Not reached'], ['wrong_contact', 'Wrong number or mailbox'],
    ];
    const words = Object.fromEntries(outcomes);
    const reasons = {
      goal_reached: 'the learner has reached the goal', returned: 'the learner has returned', opted_out: 'the learner has said no',
      snoozed: 'the learner wants to be left alone for now',
      expired: 'nobody took it in time', subject_over: 'what it was about is over', campaign_over: 'the campaign is over',
    };
    const wholly = (word) => words[word] ?? reasons[word] ?? word.replaceAll('_', ' ');
    const states = {
      open: () => 'Nobody has taken it.', taken: (item) => item.is_mine ? 'You have taken it.' : `Taken by ${item.taken_by}.`,
      waiting: (item) => new Date(item.not_before) > new Date()
        ? `To be tried again from ${minute(item.not_before)} UTC.` : 'It waits: the learner is paused.',
      closed: (item) => `Done ${minute(item.closed_at)} UTC: ${wholly(item.closing)}.`,
    };
    const age = (hours) => hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;

    let next = null;
    const listed = [];
    const query = (more = {}) => {
      const values = {};
      for (const [name, value] of new FormData(find('search'))) if (value.trim()) values[name] = value.trim();
      if (values.state === 'mine') { values.state = 'taken'; values.mine = 'true'; }
      return new URLSearchParams({ ...values, ...more }).toString();
    };

    const load = async (isMore) => {
      const page = await ask('GET', '/api/worklist?format=json&' + query(isMore ? { cursor: next } : {}));
      if (!isMore) listed.length = 0;
      listed.push(...page.items);
      next = page.next;
      find('more').hidden = next === null;
      find('said').textContent = next === null ? `${listed.length} on the list.` : `The first ${listed.length}; there are more.`;
      find('items').replaceChildren(...(listed.length ? listed.map(card) : [make('p', 'Nothing is here.')]));
    };

    const labelled = (label, field) => {
      const line = make('p');
      line.append(make('label', label, { htmlFor: field.id }), field);
      return line;
    };
    const choice = (id, choices) => {
      const list = make('select', '', { id, className: 'text' });
      list.append(...choices.map(([value, text]) => make('option', text, { value })));
      return list;
    };
    const contact = (item) => {
      const line = make('p');
      const links = [['tel:', item.phone], ['mailto:', item.email]].filter(([, address]) => address)
        .map(([scheme, address]) => make('a', address, { href: scheme + address }));
      links.forEach((link, index) => line.append(index ? ' · ' : '', link));
      return links.length ? line : make('p', 'Your key does not show how to reach people, or nothing is known.', { className: 'quiet' });
    };

    /** Does something to an item, says so, and shows the list as it is then. */
    const act = (item, deed, body, said) => guarded(async () => {
      const order = body?.();
      await ask('POST', `/api/worklist/${item.id}/${deed}`, order);
      const isMine = deed === 'take';
      if (isMine) find('state').value = 'mine';
      await load(false);
      find('said').textContent = said;
      (find(isMine ? 'outcome-' + item.id : 'state') ?? find('state')).focus();
    });

    const settlement = (item) => {
      const form = make('form', '', { className: 'filters' });
      const outcome = choice('outcome-' + item.id, outcomes);
      const kind = choice('contact-' + item.id, [['phone', 'The number'], ['email', 'The mailbox']]);
      const note = make('textarea', '', { id: 'note-' + item.id, className: 'text', rows: 2, maxLength: 1000 });
      const wrong = labelled('Which one is wrong', kind);
      wrong.hidden = true;
      outcome.required = true;
      outcome.addEventListener('change', () => { wrong.hidden = outcome.value !== 'wrong_contact'; });
      const buttons = make('p');
      const back = make('button', 'Give back', { type: 'button', className: 'second', id: 'back-' + item.id });
      buttons.append(make('button', 'Settle', { id: 'settle-' + item.id }), back);
      form.append(labelled('What came of it', outcome), wrong, labelled('Note', note), buttons);
      const body = () => ({
        outcome: outcome.value, ...(outcome.value === 'wrong_contact' ? { contact: kind.value } : {}),
        ...(note.value.trim() ? { note: note.value.trim() } : {}),
      });
      form.addEventListener('submit', act(item, 'settle', body, 'It is settled.'));
      back.addEventListener('click', act(item, 'give-back', undefined, 'It is on the list again.'));
      return form;
    };

    const history = (item) => {
      const region = make('div', '', { className: 'wide', tabIndex: 0, role: 'region' });
      region.setAttribute('aria-label', 'What was tried with ' + nameOf(item));
      const sent = item.tried.map((one) => [
        minute(one.at), one.channel, one.template, [one.status, one.reason].filter(Boolean).join(': '), minute(one.opened_at),
        minute(one.clicked_at)]);
      const tries = item.tries.map((one) => [minute(one.at), one.by, 'worklist', [wholly(one.outcome), one.note].filter(Boolean).join(': ')]);
      region.append(sent.length + tries.length
        ? table(['When (UTC)', 'How', 'Message', 'Outcome', 'Opened (UTC)', 'Clicked (UTC)'], [...sent, ...tries])
        : make('p', 'Nothing before this.', { className: 'quiet' }));
      return region;
    };

    const nameOf = (item) => item.name ?? 'Learner ' + item.user_id;
    const card = (item) => {
      const whole = make('section');
      const title = make('h2', nameOf(item), { id: 'item-' + item.id });
      whole.setAttribute('aria-labelledby', title.id);
      whole.append(
        title, make('p', [item.subject, item.campaign, `${age(item.age_hours)} old`].filter(Boolean).join(' · '), { className: 'quiet' }),
        ...(item.title ? [make('p', item.title, { className: 'notice' })] : []),
        ...(item.text ?? '').split('\n\n').filter(Boolean).map((text) => make('p', text)),
        contact(item), make('h3', 'What was tried'), history(item), make('p', states[item.state](item)));
      if (item.state === 'open') {
        const take = make('button', 'Take ' + nameOf(item), { type: 'button', id: 'take-' + item.id });
        take.addEventListener('click', act(item, 'take', undefined, 'It is yours.'));
        whole.append(take);
      } else if (item.is_mine && item.state === 'taken') whole.append(settlement(item));
      return whole;
    };

    find('search').addEventListener('submit', guarded(() => load(false)));
    find('csv').addEventListener('click', guarded(() => download('/api/worklist?format=csv&' + query())));
    find('more').addEventListener('click', guarded(() => load(true)));
    open(() => load(false));
    """#
}
