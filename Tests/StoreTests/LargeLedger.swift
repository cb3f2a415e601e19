import TestKit

/// A ledger of 300,000 messages: 30,000 learners, each in two of four campaigns, and 43,200 runs of a minute's job.
enum LargeLedger {
  static let messages = 300_000

  /// As of 1790000000; no promise is broken in it.
  static func fill(_ test: TestDatabase) throws {
    let settings = "set statement_timeout = 0; set session_replication_role = replica;"
    try test.run("\(settings) \(platform) \(campaigns) \(episodes) \(deliveries) \(traces)")
    try test.run("set statement_timeout = 0; analyze")
  }

  private static let platform = """
    insert into lms.users (user_id, first_name, last_name, email, phone_number, timezone)
      select n, 'Asha', 'Learner ' || n, 'learner' || n || '@example.org', '+91' || (9000000000 + n),
             (array['Asia/Kolkata', 'America/New_York', null, 'Europe/Paris'])[1 + n % 4] from generate_series(1, 30000) n;
    insert into lms.courses (course_id, name, total_modules) select n, 'Course ' || n, 10 from generate_series(0, 199) n;
    insert into lms.user_course_progress (user_id, course_id, completion_percentage)
      select 1 + n, n % 200, n % 100 from generate_series(0, 29999) n;
    """

  private static let campaigns = """
    insert into rekindle.campaigns (slug, title, class, topic, subject_type, current_version, created_at)
      select 'campaign-' || n, 'Campaign ' || n, 'marketing', 'course', case when n % 2 = 1 then 'course' else 'session' end, 1,
             timestamptz '2026-01-01'
        from generate_series(1, 4) n;
    insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
      select c.id, 1, 'hash', '{"class": "marketing", "topic": "course",
          "enter": {"delay": 3600, "inactive_days": 3, "lookback_days": 30, "rollout": 10000, "holdout": 0},
          "maximum_messages": {"email": 8}, "send_windows": {}, "retry": [60, 120, 240],
          "steps": [{"id": "email", "every": 604800, "channels": ["email"], "requires": {}, "useful_for": 172800,
                     "templates": [{"from": 1, "name": "value"}], "fallback_after": 86400},
                    {"id": "sms", "every": 2592000, "channels": ["sms"], "requires": {"email": 2}, "useful_for": 172800,
                     "templates": [{"from": 1, "name": "value"}], "fallback_after": 86400}]}'::jsonb
        || jsonb_build_object('slug', c.slug, 'title', c.title, 'subject', c.subject_type), '{}', timestamptz '2026-01-01'
        from rekindle.campaigns c;
    do $$
    declare
      prefix text;
    begin
      for prefix in select replace(slug, '-', '_') || '_v1_' from rekindle.campaigns loop
        execute format($f$
          create function rekindle_campaigns.%1$I(as_of timestamptz, learners bigint[], subjects bigint[])
          returns table (user_id bigint, subject_id bigint, goal_at timestamptz, is_relevant boolean,
                         last_activity_at timestamptz, anchors jsonb, facts jsonb) language sql stable as $q$
            select k.learner, k.subject, null::timestamptz, true, null::timestamptz, null::jsonb, null::jsonb
              from unnest(learners, subjects) k(learner, subject) $q$;
          create function rekindle_campaigns.%2$I(as_of timestamptz, learners bigint[], subjects bigint[])
          returns table (user_id bigint, subject_id bigint, context text) language sql stable as $q$
            select k.learner, k.subject, json_build_object('subject_name', 'Ward round ' || k.subject)::text
              from unnest(learners, subjects) k(learner, subject) $q$;
          $f$, prefix || 'states', prefix || 'contexts');
      end loop;
    end $$;
    """

  private static let episodes = """
    insert into rekindle.recipients (user_id, created_at) select n, timestamptz '2026-01-01' from generate_series(1, 30000) n;
    insert into rekindle.campaign_enrollments
      (user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, last_activity_at, steps, status, next_due_at,
       end_reason, ended_at)
      select 1 + n % 30000, n % 200, 1 + (n + n / 30000) % 4, 1, at, at, at - interval '3 days',
             '[{"occurrences": 4}, {"occurrences": 1}]', s.status,
             case s.status when 'active' then at + interval '40 days' end,
             case s.status when 'active' then null else 'goal_reached' end,
             case s.status when 'active' then null else at + interval '29 days' end
        from generate_series(0, 59999) n
       cross join lateral (
         select to_timestamp(1790000000) - interval '30 days' - make_interval(mins => n % 30000) - n / 30000 * interval '60 hours' as at,
                (array['active', 'completed', 'unsubscribed'])[1 + n / 7 % 3] as status) s;
    """

  private static let deliveries = """
    insert into rekindle.message_deliveries
      (user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage, attempt, channel, class, status,
       template, slot_at, scheduled_at, not_before, expires_at, sent_at, delivered_at, opened_at, reason, template_hash)
      select e.user_id, e.id, e.subject_id, e.campaign_id, 1, k / 5, case k when 5 then 1 else k end, 1,
             case s.status when 'skipped' then 0 else 1 end, case k when 5 then 'sms' else 'email' end, 'marketing', s.status,
             'value', at, at, at, at + interval '48 hours', case s.status when 'skipped' then null else at end,
             case s.status when 'sent' then at + interval '1 minute' end,
             case when s.status = 'sent' and k < 3 then at + interval '1 hour' end,
             case s.status when 'skipped' then 'day_cap' when 'presumed_sent' then 'no_evidence' end, 'h'
        from rekindle.campaign_enrollments e
       cross join generate_series(1, 5) k
       cross join lateral (
         select e.enrolled_at + make_interval(days => case k when 5 then 16 else 7 * (k - 1) end) as at,
                case when e.id % 10 = 0 and k = 2 then 'presumed_sent' when e.id % 10 = 1 and k = 4 then 'skipped'
                  else 'sent' end as status) s;
    """

  private static let traces = """
    insert into rekindle.delivery_attempts (delivery_id, attempt, lease_token, opt_outs, claimed_at, finished_at, outcome)
      select d.id, 1, d.id, 0, d.scheduled_at, d.scheduled_at, case d.status when 'sent' then 'accepted' else 'ambiguous' end
        from rekindle.message_deliveries d where d.status <> 'skipped';
    insert into rekindle.delivery_events (delivery_id, kind, occurred_at, provider, received_at)
      select d.id, 'delivered', d.delivered_at, 'sendgrid', d.delivered_at from rekindle.message_deliveries d
       where d.delivered_at is not null;
    insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, created_at)
      select n, 'all', 'all', 'opt_out', 'email_link', 1, to_timestamp(1790000000) from generate_series(3, 30000, 3) n;
    insert into rekindle.job_execution_logs (job, status, invocation, started_at, finished_at, counts)
      select 'schedule-tick', 'succeeded', n::text, at, at + interval '1 second', '{"looked_at": 0}'
        from generate_series(1, 43200) n
       cross join lateral (select to_timestamp(1790000000) - make_interval(mins => n) as at) a;
    """
}
