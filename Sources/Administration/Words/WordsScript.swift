/// What happens on the page: one draft at a time, and the words that are not saved yet.
enum WordsScript {
  static let text: StaticString = #"""
    const { all, ask, campaign, download, forget, hasKey, keep, slug } = await import('./client');
    const {
      addressOf, draftChoices, fill, keyOf, messageChoices, pathOf, showChanges, showPreviews, showRemarks, stateOf,
    } = await import('./views');

    const $ = (id) => document.getElementById(id);

    let messages = [];
    let draft = null;
    let previews = [];
    /** The message whose words are in the field; null while they are fetched. */
    let shown = null;
    /** The version whose words the page has read. */
    let seen = 0;
    let timer = 0;
    let turn = 0;
    /** Words that are not saved, by message. */
    const unsaved = new Map();

    const current = () => messages.find((message) => keyOf(message) === $('message').value);
    const draftPath = () => `/api/drafts/${draft.id}`;
    const tag = () => `"${draft.revision}"`;
    const say = (text) => { $('said').textContent = text; };

    /** Does something, and says what went wrong where it did. */
    const attempt = async (work) => {
      $('wrong').textContent = '';
      say('');
      try {
        return await work();
      } catch (error) {
        if (error.status === 401) return close('This key does not open it.');
        $('wrong').textContent = error.code === 'stale' ? await loadAgain() : error.message;
      }
    };

    const loadAgain = async () => {
      draft = await ask('GET', draftPath());
      if (may('approve') || !$('changes').hidden) await showDifference();
      await showMessage();
      return 'Somebody else has changed this draft. It is loaded now; your words are still in the field: '
        + 'see what the draft changes, then save again to put yours in its place.';
    };

    // The key
    const close = (reason) => {
      forget();
      if (!reason) unsaved.clear();
      $('desk').hidden = true;
      $('door').hidden = false;
      $('key').value = '';
      $('wrong').textContent = reason || '';
      $('key').focus();
    };

    const open = async () => {
      messages = await all(`/api/templates?campaign=${encodeURIComponent(slug)}`);
      if (!messages.length) throw new Error('No campaign of this name is published.');
      $('door').hidden = true;
      $('desk').hidden = false;
      const newest = (await listDrafts()).find((one) => ['open', 'requested', 'rejected'].includes(one.status));
      await choose(newest ? String(newest.id) : '');
      $('message').focus();
    };

    // Drafts
    const listDrafts = async () => {
      const drafts = await all(`${campaign}/drafts`);
      fill($('draft'), draftChoices(drafts));
      $('draft').value = draft ? String(draft.id) : '';
      return drafts;
    };

    const choose = async (id) => {
      draft = id ? await ask('GET', `/api/drafts/${id}`) : null;
      $('draft').value = id;
      $('changes').hidden = true;
      const changed = draft ? draft.messages.map(keyOf) : [];
      fill($('message'), messageChoices(messages, changed));
      if (changed.length && !changed.includes($('message').value)) $('message').value = changed[0];
      if (may('approve')) await showDifference();
      await showMessage();
    };

    const may = (deed) => draft !== null && draft.may.includes(deed);

    const showState = () => {
      const isEditable = draft === null || may('write');
      $('source').readOnly = !isEditable || shown === null;
      $('save').hidden = !isEditable;
      $('save').disabled = unsaved.size === 0;
      $('request').hidden = !may('request');
      $('request').disabled = unsaved.size > 0;
      $('move').hidden = !may('write') || draft.base_version === draft.current_version;
      $('withdraw').hidden = !may('withdraw');
      $('decision').hidden = !may('approve') && !may('reject');
      $('approve').hidden = !may('approve');
      for (const id of ['compare', 'folder', 'patch']) $(id).hidden = draft === null;
      $('state').textContent = stateOf(draft) + (unsaved.size ? ' Some words are not saved.' : '');
    };

    const showMessage = async () => {
      const message = current();
      shown = null;
      turn += 1;
      $('source').readOnly = true;
      const { path, query } = addressOf(message);
      if (draft) query.version = draft.base_version;
      const file = await ask('GET', `/api/templates/${slug}/${path}?${new URLSearchParams(query)}`);
      if (message !== current()) return;
      shown = message;
      seen = file.version;
      fill($('sample'), file.samples.map((sample) => [sample, sample.replaceAll('-', ' ')]));
      const written = draft && draft.messages.find((one) => keyOf(one) === keyOf(message));
      $('source').value = unsaved.get(keyOf(message)) ?? (written ? written.source : file.source);
      showState();
      await check();
    };

    // Checks and previews
    const check = async () => {
      if (shown === null) return;
      const mine = ++turn;
      const message = shown;
      const body = { template: message.template, channel: message.channel, source: $('source').value };
      if (draft) body.draft = draft.id;
      const answer = await ask('POST', `${campaign}/check`, body);
      if (mine !== turn) return;
      previews = answer.previews;
      showRemarks($('faults'), $('verdict'), answer, pathOf(message));
      showSample();
    };

    const showSample = () => showPreviews($('previews'), previews.filter((one) => one.sample === $('sample').value));

    const typed = () => {
      unsaved.set(keyOf(shown), $('source').value);
      showState();
      clearTimeout(timer);
      timer = setTimeout(() => attempt(check), 400);
    };

    const begin = async () => {
      draft = await ask('POST', `${campaign}/drafts`, {});
      if (draft.base_version === seen) return;
      await listDrafts();
      await showMessage();
      throw new Error('The campaign was published since you opened it. Your words are still in the field: '
        + 'compare them with its new ones, then save.');
    };

    // Deeds
    const save = async () => {
      if (draft === null) await begin();
      for (const [key, source] of [...unsaved]) {
        const [template, channel] = [key.slice(0, key.lastIndexOf('/')), key.slice(key.lastIndexOf('/') + 1)];
        draft = await ask('PATCH', draftPath(), { template, channel, source }, tag());
        if (unsaved.get(key) === source) unsaved.delete(key);
      }
      await listDrafts();
      showState();
      say('The draft is saved.');
      $('compare').focus();
    };

    const showDifference = async () => {
      const answer = await ask('GET', draftPath() + '/changes');
      showChanges($('diff'), answer.messages);
      $('changes').hidden = false;
    };

    const compare = async () => {
      await showDifference();
      $('changes-title').focus();
    };

    const settle = async (method, path, body, words) => {
      draft = await ask(method, draftPath() + path, body, tag());
      await listDrafts();
      $('changes').hidden = true;
      await showMessage();
      say(words);
      $('draft').focus();
    };

    const on = (id, event, work) => $(id).addEventListener(event, (happened) => {
      happened.preventDefault();
      attempt(work);
    });

    on('door', 'submit', async () => { keep($('key').value.trim()); await open(); });
    on('leave', 'click', () => close());
    on('draft', 'change', async () => {
      if (unsaved.size && !confirm('Some words are not saved. Leave them?')) {
        $('draft').value = draft ? String(draft.id) : '';
        return;
      }
      unsaved.clear();
      await choose($('draft').value);
    });
    on('message', 'change', showMessage);
    on('sample', 'change', showSample);
    on('source', 'input', typed);
    on('save', 'click', save);
    on('compare', 'click', compare);
    on('request', 'click', () => settle('POST', '/request', null, 'Somebody else is asked to approve it.'));
    on('move', 'click', () =>
      settle('PATCH', '', { base_version: draft.current_version }, 'The draft is over the newest version now.'));
    on('withdraw', 'click', () => settle('DELETE', '', null, 'The draft is given up.'));
    on('approve', 'click', () => settle('POST', '/approval', null, 'The words are published.'));
    on('decision', 'submit', () => settle('POST', '/rejection', { reason: $('reason').value }, 'It is refused.'));
    on('folder', 'click', () => download(draftPath() + '/folder'));
    on('patch', 'click', () => download(draftPath() + '/patch'));
    addEventListener('beforeunload', (event) => { if (unsaved.size) event.preventDefault(); });

    $('campaign').textContent = 'of ' + slug;
    if (hasKey()) attempt(open); else close();
    """#
}
