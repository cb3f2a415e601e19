"""Detection over a Moodle of ten million rows of log, against one statement on Moodle's own tables that names the same pairs."""

import time

from handlers import Handlers, event
from report import heading, median, table, verdict

# Written for this base alone (one zone, one role, no dates of enrolments), everything hashed and counted once.
BARE = """
with quiet as (
  select l.userid, l.courseid, max(l.timecreated) as last
    from moodle.mdl_logstore_standard_log l
   where l.timecreated >= extract(epoch from timestamptz '2026-11-20 14:00Z' - interval '32 days')
     and l.edulevel = 2 and l.userid > 0 and l.courseid > 1 and l.realuserid is null and l.origin in ('web', 'ws')
   group by l.userid, l.courseid
  having max(l.timecreated) >= extract(epoch from timestamptz '2026-10-21 00:00 Europe/London')
     and max(l.timecreated) < extract(epoch from timestamptz '2026-11-18 00:00 Europe/London')),
learning as materialized (
  select distinct ue.userid, e.courseid
    from moodle.mdl_user_enrolments ue join moodle.mdl_enrol e on e.id = ue.enrolid and e.status = 0
    join moodle.mdl_context x on x.contextlevel = 50 and x.instanceid = e.courseid
    join moodle.mdl_role_assignments ra on ra.userid = ue.userid and ra.contextid = x.id
    join moodle.mdl_role r on r.id = ra.roleid and r.archetype = 'student'
   where ue.status = 0),
done as materialized (
  select cc.userid, cc.course from moodle.mdl_course_completions cc where cc.timecompleted > 0
  union
  select m.userid, cm.course
    from moodle.mdl_course_modules_completion m join moodle.mdl_course_modules cm on cm.id = m.coursemoduleid and cm.completion > 0
   where m.completionstate in (1, 2) group by m.userid, cm.course having count(*) = 10)
insert into bare
  (user_id, subject_id, campaign_id, version, episode, exclusive_group, enrolled_at, anchor_at, last_activity_at,
   steps, next_due_at)
select q.userid, q.courseid, 1, 1, 1, 'course', timestamptz '2026-11-20 14:00Z', timestamptz '2026-11-20 15:00Z',
       to_timestamp(q.last), '[]', timestamptz '2026-11-20 15:00Z'
  from quiet q join learning n on n.userid = q.userid and n.courseid = q.courseid
  join moodle.mdl_user u on u.id = q.userid and u.deleted = 0 and u.suspended = 0 and u.confirmed = 1
  join moodle.mdl_course c on c.id = q.courseid and c.visible = 1 and c.category <> 0
 where not exists (select from done d where d.userid = q.userid and d.course = q.courseid)
"""
DIFFERENT = """
select count(*) from (select user_id, subject_id from bare) b
  full join (select e.user_id, e.subject_id from rekindle.campaign_enrollments e
               join rekindle.campaigns c on c.id = e.campaign_id and c.slug = 'course-completion') e using (user_id, subject_id)
 where b.user_id is null or e.user_id is null
"""
EMPTY = """
delete from rekindle.campaign_enrollments;
drop table if exists bare;
create table bare (like rekindle.campaign_enrollments including all);
alter table bare owner to rekindle_owner;
vacuum analyze rekindle.campaign_enrollments;
"""


def measure(bench):
    heading("detect over a Moodle of 10,000,000 rows of log, 300,000 pairs (aim: 1.5 times one bare statement)")
    cluster, schema = bench.cluster, bench.build.schema
    cluster.create("moodle", "published")
    for file in ["conformance/situations.sql", "conformance/moodle.sql", "database/sources/moodle.sql"]:
        cluster.sql("moodle", (schema.parent / file).read_text())
    cluster.sql("moodle", (bench.root / "scripts/bench/moodle.sql").read_text())
    first = bench.timed(lambda: cluster.sql("moodle", "call from_moodle.refresh()"))
    cluster.sql("moodle", "vacuum analyze")
    again = bench.timed(lambda: cluster.sql("moodle", "call from_moodle.refresh()"))
    handlers = Handlers(bench.build, cluster, "moodle")
    figures = [turn(cluster, handlers, bench) for _ in range(bench.runs(3))]
    ratio = median(mine / bare for bare, mine, _ in figures)
    table([
        ["", "seconds", "ratio"],
        ["bare statement", f"{median(f[0] for f in figures):.2f}", "1.00"],
        ["detect of the one campaign, everybody new", f"{median(f[1] for f in figures):.2f}", f"{ratio:.2f}"],
        ["detect of the one campaign, nobody new", f"{median(f[2] for f in figures):.2f}", ""],
        ["the first copy of the log; the copy of its last hour", f"{first:.1f}; {again:.2f}", ""],
    ])
    return verdict(ratio <= 1.5)


def turn(cluster, handlers, bench):
    """Seconds of the bare statement, of enrolling everybody and of looking again."""
    cluster.sql("moodle", EMPTY)
    cluster.settle()
    bare = bench.timed(lambda: cluster.sql("moodle", BARE))
    cluster.settle()
    times = []
    for number in (1, 2):
        start = time.perf_counter()
        handlers.once("detect", event("timer.detect", number, {"campaign": "course-completion"}))
        times.append(time.perf_counter() - start)
    if (wrong := cluster.sql("moodle", DIFFERENT)[0][0]) != "0":
        raise SystemExit(f"bench: {wrong} pairs differ from those of the bare statement")
    return bare, *times
