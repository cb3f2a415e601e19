-- What a version calls the step of a message; answers are numbered after its steps, and news of meetings after those.
create or replace function rekindle.step_id(definition jsonb, step int) returns text
language sql immutable parallel safe
return coalesce(definition->'steps'->step->>'id',
  'reply:' || (definition->'replies'->(step - jsonb_array_length(definition->'steps'))->>'keyword'),
  'meeting:' || (definition->'invitations'->(step - jsonb_array_length(definition->'steps')
    - coalesce(jsonb_array_length(definition->'replies'), 0))->>'change'), step::text);
