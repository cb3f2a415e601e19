import Domain
import Store

/// Has the fake providers approve what campaigns hand in, as fast as none does: what a provider has an opinion of already
/// stays as it is.
struct ApproveTemplates: Statement {
  static let sql = """
    insert into rekindle.whatsapp_templates (provider, name, language, status, provider_id, category, changed_at)
    select p.provider, t.name, t.language, 'approved',
           case when p.provider like 'twilio%' then 'HX' || md5(t.name || ' ' || t.language) end, t.category, t.published_at
      from unnest($1::text[]) p(provider)
     cross join (
       select m.content #>> '{whatsapp,template,name}' as name, m.content #>> '{whatsapp,template,language}' as language,
              max(m.content #>> '{whatsapp,template,category}') as category, max(v.published_at) as published_at
         from rekindle.campaign_versions v cross join lateral jsonb_each(v.messages) m(key, content)
        where m.content #> '{whatsapp,template}' is not null
        group by 1, 2) t
    on conflict do nothing
    """
  var binds: [Bind] { [.texts(FakeProviders.all.filter { $0.channel == .whatsapp }.map(\.name))] }
}
