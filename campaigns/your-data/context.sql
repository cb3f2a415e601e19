select u.first_name from lms.users u where u.user_id = learner and u.is_active
