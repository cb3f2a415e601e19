-- Ben finished the course an hour ago.
update lms.user_course_progress set completion_percentage = 100, completed_at = '2026-11-20T01:00:00Z' where user_id = 2;
