#pragma once
#include <stddef.h>

/// Chart.js as Debian ships it (libjs-chart.js), a script of `chart_script_length` bytes that lives as long as the process.
const unsigned char *chart_script(void);

size_t chart_script_length(void);
