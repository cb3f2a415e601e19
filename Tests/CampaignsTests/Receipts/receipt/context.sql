select 'Ann' as first_name, 'R-1042' as order_number, 'Three classes' as item_words,
       'https://school.example/orders/1042' as order_link, true as has_discount, '$24.80' as discount,
       '$223.20' as total, '30 November 2026' as paid_on, 'Visa ending in 4242' as payment_method,
       'pi_3' as transaction_id, 'Priya Raman' as teacher_name, '2.14' as room,
       '[]'::jsonb as order_items
