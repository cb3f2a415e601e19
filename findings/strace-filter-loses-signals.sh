#!/bin/sh
# strace 6.1 (Debian 12) with --seccomp-bpf injects errors, results and delays into system calls, and no signals: the call is traced,
# nothing is sent, and the program ends as if nobody had asked. Neither its page nor a message says so; without the option the same
# words send the signal. For us: KilledAtEachCallTests kills handlers before a call of choice. With the filter, which stops a
# process at fewer calls, no handler would ever have been killed, and a test that only looked at what is left would have passed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
for package in strace=6.1-0.1 libunwind8 liblzma5; do apt-get -qq download "$package" 2>/dev/null; done
for file in *.deb; do dpkg -x "$file" .; done
LD_LIBRARY_PATH=$(dirname "$(find "$folder" -name 'libunwind.so*' -print -quit)")
export LD_LIBRARY_PATH

# How `echo` ends when its one write is tampered with; 0 where nothing happened to it.
ends() { # ends <injection> [option]
  usr/bin/strace -f ${2+"$2"} -o journal -e trace=write -e "inject=write:$1" /bin/echo a word >/dev/null 2>&1 && echo 0 || echo $?
}

"$folder/usr/bin/strace" -V | head -1
for injection in error=EIO signal=SIGTERM; do
  echo "$injection: ends with $(ends "$injection"), with --seccomp-bpf $(ends "$injection" --seccomp-bpf)"
done
[ "$(ends error=EIO)" = 1 ] && [ "$(ends error=EIO --seccomp-bpf)" = 1 ] || { echo "changed: errors are not injected"; exit 1; }
[ "$(ends signal=SIGTERM)" = 143 ] || { echo "changed: no signal comes without the option either"; exit 1; }
[ "$(ends signal=SIGTERM --seccomp-bpf)" = 0 ] || { echo "changed: the signal comes with the option too"; exit 1; }
