/// How the clients' pages ask the API and show what it says: texts stand as texts.
enum ClientsScript {
  static let text: StaticString = #"""
    const { ask, download } = await import('./client');
    const { find, guarded, make, minute, open, table } = await import('./desk');
    const here = location.pathname.replace(/\.html$/, '').replace(/\/+$/, '');
    const isList = here === '/admin/clients';

    const chosen = new Set();
    let next = null;
    const filter = () => {
      const values = {};
      for (const [name, value] of new FormData(find('search'))) if (value.trim()) values[name] = value.trim();
      return values;
    };
    const query = (more = {}) => new URLSearchParams({ ...filter(), ...more }).toString();

    const box = (client) => {
      const input = make('input', '', { type: 'checkbox', checked: chosen.has(client.id) });
      input.setAttribute('aria-label', 'Choose ' + (client.name ?? client.id));
      input.addEventListener('change', () => input.checked ? chosen.add(client.id) : chosen.delete(client.id));
      const label = make('span', '', { className: 'who' });
      label.append(input, make('a', client.name ?? 'No name', { href: '/admin/clients/' + client.id }));
      return label;
    };

    const heads = ['Client', 'Id', 'Mailbox', 'Tags', 'Account', 'Debt', 'Campaigns', 'Said no on', 'Last message (UTC)'];
    const listed = [];
    const load = async (isMore) => {
      const page = await ask('GET', '/admin/clients?format=json&' + query(isMore ? { cursor: next } : {}));
      if (!isMore) listed.length = 0;
      listed.push(...page.items);
      next = page.next;
      find('more').hidden = next === null;
      find('said').textContent = next === null ? `${listed.length} found.` : `The first ${listed.length}; there are more.`;
      find('rows').replaceChildren(listed.length ? table(heads, listed.map((client) => [
        box(client), client.id, client.email, client.tags.join(', '), client.is_active ? 'active' : 'closed',
        client.has_debt ? 'owes' : '', client.campaigns.join(', '), client.opted_out.join(', '), minute(client.last_message_at),
      ])) : make('p', 'Nobody fits.'));
    };

    const deeds = { pause: 'Pause', resume: 'Resume', tag: 'Tag', untag: 'Untag', message: 'Write to' };
    const reasons = {
      nothing_to_pause: 'have nothing under way', nothing_to_resume: 'have nothing paused', has_the_tag: 'have the tag already',
      lacks_the_tag: 'do not have the tag', inactive: 'have a closed account', no_channel: 'have no address for it',
      opted_out: 'have said no',
    };

    const order = () => {
      const deed = find('deed').value;
      const body = { deed };
      if (find('whom').value === 'all') body.filter = filterWithTypes();
      else body.clients = [...chosen];
      if (deed === 'tag' || deed === 'untag') body.tag = find('bulk-tag').value.trim();
      else if (deed === 'message') {
        body.message_type = find('message').value.trim();
        try { body.context = JSON.parse(find('context').value || '{}'); } catch { throw new Error('The values are not JSON.'); }
      } else if (find('bulk-campaign').value.trim()) body.campaign = find('bulk-campaign').value.trim();
      return body;
    };
    const filterWithTypes = () => {
      const values = filter();
      if (values.active) values.active = values.active === 'true';
      return values;
    };

    const people = (count) => count === 1 ? '1 person' : `${count} people`;

    const plan = async () => {
      const body = order();
      if (body.clients?.length === 0) throw new Error('Tick somebody first, or choose everybody whom the search finds.');
      const told = await ask('POST', '/admin/clients/actions', body);
      const skips = Object.entries(told.skips).map(([reason, count]) => make('li', `${count} ${reasons[reason] ?? reason}`));
      const list = make('ul');
      list.append(...skips);
      const button = make('button', `${deeds[told.deed]} ${people(told.count)}`, { type: 'button', id: 'confirm' });
      button.addEventListener('click', guarded(() => confirm(told, button)));
      find('plan').replaceChildren(
        make('p', `This is for ${people(told.count)}.` + (skips.length ? ' It changes nothing for some of them:' : '')),
        ...(skips.length ? [list] : []), button);
      button.focus();
    };

    const confirm = async (told, button) => {
      button.disabled = true;
      const done = await ask('POST', `/admin/clients/actions/${told.token}/confirmation`, { count: told.count });
      const failed = done.failed.length ? ` It failed for ${done.failed.join(', ')}.` : '';
      find('plan').replaceChildren(make('p', `Done for ${done.done} of ${people(done.count)}.${failed}`, { id: 'done' }));
      chosen.clear();
      await load(false);
    };

    const section = (title, heads, rows) => {
      const region = make('div', '', { className: 'wide', tabIndex: 0, role: 'region' });
      region.setAttribute('aria-label', title);
      region.append(rows.length ? table(heads, rows) : make('p', 'Nothing.', { className: 'quiet' }));
      return [make('h2', title), region];
    };
    const figure = (title, text) => {
      const box = make('div');
      box.append(make('dt', title), make('dd', text));
      return box;
    };

    const showProfile = async () => {
      const all = await ask('GET', here + '?format=json');
      const person = all.person ?? {};
      find('title').textContent = person.name ?? 'Client ' + all.user_id;
      document.title = find('title').textContent;
      const facts = make('dl', '', { className: 'figures' });
      facts.append(
        figure('Id', all.user_id), figure('Account', person.is_active ? 'active' : 'closed'),
        ...all.owed.map((debt) => figure('Owes', `${debt.amount} ${debt.currency}`)),
        ...all.owed.filter((debt) => Number(debt.later)).map((debt) => figure('Due later', `${debt.later} ${debt.currency}`)));
      const why = make('p');
      why.append(make('a', 'Timeline with reasons', { href: `/dashboard/learners/${all.user_id}?format=html` }));
      const reached = Object.entries(person.addresses ?? {}).map(([kind, address]) => `${kind}: ${address}`).join(' · ');
      find('profile').replaceChildren(
        facts, why, make('p', [reached, person.time_zone, person.locale].filter(Boolean).join(' · ')),
        make('p', all.tags.length ? 'Tags: ' + all.tags.join(', ') : 'No tags.'),
        ...section('Orders', ['Order', 'Ordered (UTC)', 'Total', 'Plan', 'Lines', 'Cancelled'], all.orders.map((one) => [
          one.number, minute(one.ordered_at), `${one.total} ${one.currency}`, one.plan.replace('_', ' '), one.items.join(', '),
          minute(one.cancelled_at)])),
        ...section('Instalments', ['Instalment', 'Order', 'Due', 'Amount', 'State', 'Paid (UTC)'], all.instalments.map((one) => [
          `${one.number} of ${one.count}`, one.order_id, one.due_on, `${one.amount} ${one.currency}`, one.status, minute(one.paid_at)])),
        ...section('Payments', ['Payment', 'Asked (UTC)', 'Amount', 'State', 'By', 'Why not', 'Paid (UTC)'], all.payments.map((one) => [
          one.payment_id, minute(one.requested_at), `${one.amount} ${one.currency}`, one.status, one.method, one.failure_code,
          minute(one.paid_at)])),
        ...section('Refunds', ['Refund', 'Payment', 'Amount', 'Made (UTC)', 'Failed (UTC)'], all.refunds.map((one) => [
          one.refund_id, one.payment_id, `${one.amount} ${one.currency}`, minute(one.refunded_at), minute(one.failed_at)])),
        ...section('Classes', ['Class', 'For', 'Confirmed (UTC)', 'Cancelled (UTC)'], all.places.map((one) => [
          one.class_name, one.child_name, minute(one.confirmed_at), minute(one.cancelled_at)])),
        ...section('Campaigns', ['Campaign', 'State', 'Since (UTC)', 'Ended (UTC)', 'Why'], all.episodes.map((one) => [
          one.campaign, one.status, minute(one.enrolled_at), minute(one.ended_at), one.end_reason])),
        ...section('Said no', ['Channel', 'To', 'Why', 'When (UTC)', 'Taken back (UTC)'], all.opt_outs.map((one) => [
          one.channel, one.scope, one.reason, minute(one.created_at), minute(one.lifted_at)])),
        ...section('Messages', ['Message', 'Channel', 'State', 'Reason', 'When (UTC)'], all.messages.map((one) => [
          `${one.campaign}/${one.template}`, one.channel, one.status, [one.reason, one.reason_detail].filter(Boolean).join(': '),
          minute(one.at)])),
        ...section('Timeline', ['When (UTC)', 'What', ''], all.timeline.map((one) => [minute(one.at), one.what, one.words])));
    };

    const suit = () => document.querySelectorAll('[data-for]').forEach((field) => {
      field.hidden = !field.dataset.for.split(' ').includes(find('deed').value);
    });

    if (isList) {
      find('search').addEventListener('submit', guarded(() => load(false)));
      find('csv').addEventListener('click', guarded(() => download('/admin/clients?format=csv&' + query())));
      find('more').addEventListener('click', guarded(() => load(true)));
      find('deed').addEventListener('change', suit);
      find('bulk').addEventListener('submit', guarded(plan));
      suit();
    }
    open(() => isList ? load(false) : showProfile());
    """#
}
