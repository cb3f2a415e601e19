-- What the messages know about one user of AiDA who has not tried its agents; no row where there is none to try.
-- A trial is spoken of only where the platform has granted one that is still running. What colleagues did counts from five on;
-- who is named has agreed to it.
select u.title,
       rekindle.name_beside_title(u.title, u.first_name) as first_name,
       u.last_name,
       'AI agents' as subject_name,
       agents.url as shortlink,
       o.specialty as specialty_area,
       o.specialty is not null as has_specialty_area,
       to_char(last.used_at at time zone zone.name, 'FMDD FMMonth') as last_use_date,
       agents.list as suggested_agents,
       agents.list -> 0 ->> 'name' as suggested_agent,
       agents.list -> 0 ->> 'benefit' as suggested_agent_benefit,
       coalesce((agents.list -> 0 ->> 'has_benefit')::boolean, false) as has_suggested_agent_benefit,
       trial.expires_at is not null as has_trial,
       trial.days as trial_days,
       to_char(trial.expires_at at time zone zone.name, 'FMDD FMMonth YYYY') as expiry_date,
       (trial.expires_at at time zone zone.name)::date - local.today as days_remaining,
       coalesce((trial.expires_at at time zone zone.name)::date > local.today, false) as has_expiry,
       coalesce((trial.expires_at at time zone zone.name)::date = local.today + 1, false) as one_day_remaining,
       figures.peers as peer_count,
       figures.peers is not null as has_peer_count,
       coalesce(figures.is_of_specialty, false) as peers_share_specialty,
       peers.list as peers,
       peers.list is not null as has_peers,
       peers.list -> 0 ->> 'name' as peer_name,
       peers.list -> 0 ->> 'specialty' as peer_specialty,
       coalesce((peers.list -> 0 ->> 'has_specialty')::boolean, false) as has_peer_specialty,
       quote.body as peer_testimonial,
       quote.author_name as testimonial_author,
       quote.author_specialty as testimonial_specialty,
       quote.body is not null as has_testimonial,
       quote.author_specialty is not null as has_testimonial_specialty,
       other.body as other_testimonial,
       other.author_name as other_testimonial_author,
       other.body is not null as has_other_testimonial
  from lms.users u
  left join lms.profiles o on o.user_id = u.user_id
 cross join lateral rekindle.local_zone(u.timezone) zone
 cross join lateral (select (as_of at time zone zone.name)::date as today) local
 cross join lateral (
    select max(a.used_at) as used_at from lms.aida_uses a where a.user_id = u.user_id and a.used_at <= as_of) last
 cross join lateral (
    select jsonb_agg(jsonb_build_object('name', n.name, 'benefit', n.benefit, 'has_benefit', coalesce(n.benefit <> '', false))
             order by n.place) as list,
           min(n.url) filter (where n.place = 1) as url
      from (select g.name, g.benefit, g.url, row_number() over (order by g.specialty is null, g.rank, g.agent_id) as place
              from lms.agents g
             where g.is_active and (g.specialty is null or g.specialty = o.specialty)
             order by place limit 3) n) agents
  left join lateral (
    select t.expires_at, (t.expires_at at time zone zone.name)::date - (t.granted_at at time zone zone.name)::date as days
      from lms.trials t
     where t.user_id = u.user_id and t.product = 'agents' and t.granted_at <= as_of and t.expires_at > as_of
     order by t.expires_at desc limit 1) trial on true
  left join lateral (
    select rekindle.enough(g.users_30d) as peers, g.specialty <> '' as is_of_specialty from lms.agent_figures g
     where g.specialty in (coalesce(o.specialty, ''), '') and g.counted_on between local.today - 7 and local.today
       and rekindle.enough(g.users_30d) is not null
     order by g.specialty = '', g.counted_on desc limit 1) figures on true
 cross join lateral (
    select jsonb_agg(jsonb_build_object('name', n.author_name, 'specialty', n.author_specialty,
             'has_specialty', n.author_specialty is not null) order by n.place) as list
      from (select t.author_name, t.author_specialty,
                   row_number() over (order by t.author_specialty is not distinct from o.specialty desc, t.testimonial_id) as place
              from lms.testimonials t
             where t.about = 'agents' and t.consented_at <= as_of and (t.withdrawn_at is null or t.withdrawn_at > as_of)
             order by place limit 3) n) peers
  left join lateral (
    select t.* from lms.testimonials t
     where t.about = 'agents' and t.consented_at <= as_of and (t.withdrawn_at is null or t.withdrawn_at > as_of)
       and btrim(t.body) <> ''
     order by t.author_specialty is not distinct from o.specialty desc, t.testimonial_id limit 1) quote on true
  left join lateral (
    select t.* from lms.testimonials t
     where t.about = 'agents' and t.consented_at <= as_of and (t.withdrawn_at is null or t.withdrawn_at > as_of)
       and btrim(t.body) <> '' and t.testimonial_id <> quote.testimonial_id
     order by t.author_specialty is not distinct from o.specialty desc, t.testimonial_id limit 1) other on true
 where u.user_id = learner and u.is_active and agents.list is not null
