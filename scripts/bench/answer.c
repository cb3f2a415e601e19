// The smallest handler of the contract: answers every event with an empty result, once or with --stream line by line.
#include <string.h>
#include <unistd.h>

static char bytes[1 << 16];
static const char reply[] = "{\"result\":{}}\n";

int main(int count, char **words) {
  int is_warm = count > 1 && !strcmp(words[1], "--stream");
  ssize_t length;
  while ((length = read(0, bytes, sizeof bytes)) > 0)
    if (is_warm && bytes[length - 1] == '\n' && write(1, reply, sizeof reply - 1) < 0) return 1;
  return !is_warm && write(1, reply, sizeof reply - 1) < 0;
}
