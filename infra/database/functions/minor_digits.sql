-- How many decimals amounts of a currency have (ISO 4217); two where nobody knows it.
create or replace function rekindle.minor_digits(currency text) returns int
language sql immutable parallel safe
return case
    when upper(currency) in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF',
                             'XOF', 'XPF') then 0
    when upper(currency) in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
    else 2 end;
