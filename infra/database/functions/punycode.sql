-- One label of a host name in the letters that the domain name system has (RFC 3492), after the prefix `xn--`.
create or replace function rekindle.punycode(label text) returns text language plpgsql immutable strict parallel safe as $$
declare
  points int[] := array(select ascii(c.letter) from regexp_split_to_table(label, '') with ordinality c(letter, place) order by c.place);
  basic int := length(regexp_replace(label, '[^ -~]', '', 'g'));
  written text := regexp_replace(label, '[^ -~]', '', 'g') || case basic when 0 then '' else '-' end;
  handled int := basic;
  n int := 128;
  delta int := 0;
  bias int := 72;
  point int; q int; k int; threshold int;
begin
  while handled < cardinality(points) loop
    point := (select min(p) from unnest(points) p where p >= n);
    delta := delta + (point - n) * (handled + 1);
    n := point;
    foreach point in array points loop
      delta := delta + (point < n)::int;
      continue when point <> n;
      q := delta;
      k := 36;
      loop
        threshold := greatest(1, least(26, k - bias));
        exit when q < threshold;
        written := written || substr('abcdefghijklmnopqrstuvwxyz0123456789', threshold + (q - threshold) % (36 - threshold) + 1, 1);
        q := (q - threshold) / (36 - threshold);
        k := k + 36;
      end loop;
      written := written || substr('abcdefghijklmnopqrstuvwxyz0123456789', q + 1, 1);
      delta := delta / case handled when basic then 700 else 2 end;
      handled := handled + 1;
      delta := delta + delta / handled;
      k := 0;
      while delta > 455 loop
        delta := delta / 35;
        k := k + 36;
      end loop;
      bias := k + 36 * delta / (delta + 38);
      delta := 0;
    end loop;
    delta := delta + 1;
    n := n + 1;
  end loop;
  return 'xn--' || written;
end
$$;
