/* Stands between a program and the system: at the n-th change of a file below a folder it kills the program, tears the write in
   half first, or lets the disk fail. Loaded by LD_PRELOAD; armed by kpi_arm. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { COUNT, KILL, TORN, FAILS, FULL };
static volatile long at = 0, count = 0;
static volatile int mode = COUNT;
static char below[PATH_MAX];

void kpi_arm(long n, int how, const char *folder) { strncpy(below, folder, PATH_MAX - 1); at = n; mode = how; count = 0; }
long kpi_counted(void) { return count; }

static int is_below(const char *path) {
    size_t length = strlen(below);
    return length && strncmp(path, below, length) == 0;
}

static int is_file_below(int file) {
    char link[64], path[PATH_MAX];
    if (!below[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_below(path);
}

/* 0: go on; else the errno to fail with; 1: tear. */
static int now(int grows) {
    long place = __sync_add_and_fetch(&count, 1);
    if (mode == KILL && place == at) kill(getpid(), SIGKILL);
    if (mode == TORN && place == at) { if (grows) return 1; kill(getpid(), SIGKILL); }
    if (mode == FAILS && place == at) return EIO;
    if (mode == FULL && place >= at && grows) return ENOSPC;
    return 0;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name)) dlsym(RTLD_NEXT, #name)
#define FAIL_IF(found, grows) do { int what = (found) ? now(grows) : 0; if (what > 1) { errno = what; return -1; } } while (0)

ssize_t write(int file, const void *bytes, size_t size) {
    REAL(write);
    int what = is_file_below(file) ? now(1) : 0;
    if (what == 1) { real(file, bytes, size / 2); kill(getpid(), SIGKILL); }
    if (what > 1) { errno = what; return -1; }
    return real(file, bytes, size);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t place) {
    REAL(pwrite);
    int what = is_file_below(file) ? now(1) : 0;
    if (what == 1) { real(file, bytes, size / 2, place); kill(getpid(), SIGKILL); }
    if (what > 1) { errno = what; return -1; }
    return real(file, bytes, size, place);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t place) {
    REAL(pwrite64);
    int what = is_file_below(file) ? now(1) : 0;
    if (what == 1) { real(file, bytes, size / 2, place); kill(getpid(), SIGKILL); }
    if (what > 1) { errno = what; return -1; }
    return real(file, bytes, size, place);
}
int fsync(int file) { REAL(fsync); FAIL_IF(is_file_below(file), 0); return real(file); }
int fdatasync(int file) { REAL(fdatasync); FAIL_IF(is_file_below(file), 0); return real(file); }
int ftruncate(int file, off_t size) { REAL(ftruncate); FAIL_IF(is_file_below(file), 0); return real(file, size); }
int ftruncate64(int file, off64_t size) { REAL(ftruncate64); FAIL_IF(is_file_below(file), 0); return real(file, size); }
int rename(const char *from, const char *to) { REAL(rename); FAIL_IF(is_below(to), 0); return real(from, to); }
int link(const char *from, const char *to) { REAL(link); FAIL_IF(is_below(to), 0); return real(from, to); }
int linkat(int a, const char *from, int b, const char *to, int how) { REAL(linkat); FAIL_IF(is_below(to), 0); return real(a, from, b, to, how); }
int unlink(const char *path) { REAL(unlink); FAIL_IF(is_below(path), 0); return real(path); }
