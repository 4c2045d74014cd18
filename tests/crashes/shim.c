/* Stands between a program and the system: at the n-th change of a file below a folder it kills the program, tears the write first,
   takes back what had not reached the disk, or lets the disk fail. Loaded by LD_PRELOAD; armed by kpi_arm. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { COUNT, KILL, TORN, FAILS, FULL, LOST };
enum { SECTOR = 512 };
static volatile long at = 0, count = 0;
static volatile int mode = COUNT;
static unsigned long drawn;
static char below[PATH_MAX], kept_as[PATH_MAX];

void kpi_arm(long n, int how, const char *folder, unsigned long chance, const char *keep) {
    strncpy(below, folder, PATH_MAX - 1); strncpy(kept_as, keep, PATH_MAX - 1); at = n; mode = how; count = 0; drawn = chance;
}
long kpi_counted(void) { return count; }

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name)) dlsym(RTLD_NEXT, #name)

static int is_below(const char *path) {
    size_t length = strlen(below);
    return length && strncmp(path, below, length) == 0;
}

static int path_of(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return length >= 0;
}

static int is_file_below(int file) {
    char path[PATH_MAX];
    if (!below[0] || !path_of(file, path)) return 0;
    size_t length = strlen(below) - 1;
    return is_below(path) || (strlen(path) == length && strncmp(path, below, length) == 0);  /* the folder itself: its fsync */
}

/* ---- what the disk has not got yet: of each write the bytes before, of each name what it named before; newest first */
struct undo {
    struct undo *older;
    dev_t device; ino_t inode; int file; off_t place, size; ssize_t had; char *bytes;  /* a write */
    char *from, *to, *kept;                                                             /* a name */
};
static struct undo *newest;

static ssize_t real_pwrite(int file, const void *bytes, size_t size, off_t place) {
    ssize_t (*real)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite"); return real(file, bytes, size, place);
}
static int real_rename(const char *from, const char *to) {
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename"); return real(from, to);
}
static int real_link(const char *from, const char *to) {
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "link"); return real(from, to);
}
static int real_unlink(const char *path) { int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink"); return real(path); }
static int real_ftruncate(int file, off_t size) { int (*real)(int, off_t) = dlsym(RTLD_NEXT, "ftruncate"); return real(file, size); }

static void remember_write(int file, off_t place, off_t size) {
    struct stat found; char link[64];
    if (mode != LOST || fstat(file, &found) || !S_ISREG(found.st_mode)) return;
    struct undo *one = calloc(1, sizeof *one);
    one->device = found.st_dev; one->inode = found.st_ino; one->place = place; one->size = found.st_size; one->file = -1;
    for (struct undo *other = newest; other; other = other->older)
        if (!other->to && other->device == one->device && other->inode == one->inode) { one->file = other->file; break; }
    if (one->file < 0) {  /* never closed: that would give up the locks that the program holds on the file */
        snprintf(link, sizeof link, "/proc/self/fd/%d", file);
        one->file = open(link, O_RDWR | O_CLOEXEC);
    }
    if (size > found.st_size - place) size = found.st_size > place ? found.st_size - place : 0;
    one->bytes = malloc(size ? size : 1);
    one->had = pread(one->file, one->bytes, size, place);
    one->older = newest; newest = one;
}

static void remember_name(const char *from, const char *to) {
    static int number;
    if (mode != LOST) return;
    struct undo *one = calloc(1, sizeof *one);
    char kept[PATH_MAX + 16];
    snprintf(kept, sizeof kept, "%s%d", kept_as, number++);
    one->to = strdup(to); one->from = from ? strdup(from) : 0; one->file = -1;
    if (real_link(to, kept) == 0) one->kept = strdup(kept);
    one->older = newest; newest = one;
}

static int in_folder(const char *path, const char *folder) {
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && path[length] == '/' && !strchr(path + length + 1, '/');
}

static void on_disk_now(int file) {
    struct stat found; char folder[PATH_MAX];
    if (mode != LOST || fstat(file, &found)) return;
    path_of(file, folder);
    for (struct undo **place = &newest; *place;) {
        struct undo *one = *place;
        int there = S_ISDIR(found.st_mode) ? one->to && in_folder(one->to, folder)
                                           : !one->to && one->device == found.st_dev && one->inode == found.st_ino;
        if (there) *place = one->older; else place = &one->older;
    }
}

static void lose(void) {
    for (struct undo *one = newest; one; one = one->older) {
        if (!one->to) {
            if (one->had > 0) real_pwrite(one->file, one->bytes, one->had, one->place);
            real_ftruncate(one->file, one->size);
            continue;
        }
        if (one->from && *one->from) real_rename(one->to, one->from);  /* a rename; "" is a new name for a file that keeps its old one */
        else if (one->from) real_unlink(one->to);
        if (one->kept) real_rename(one->kept, one->to);
    }
}

/* 0: go on; else the errno to fail with; 1: tear. */
static int now(int grows) {
    long place = __sync_add_and_fetch(&count, 1);
    if (mode == KILL && place == at) kill(getpid(), SIGKILL);
    if (mode == LOST && place == at) { lose(); kill(getpid(), SIGKILL); }
    if (mode == TORN && place == at) { if (grows) return 1; kill(getpid(), SIGKILL); }
    if (mode == FAILS && place == at) return EIO;
    if (mode == FULL && place >= at && grows) return ENOSPC;
    return 0;
}

/* Of a write that is torn as much as was on the disk: whole sectors, and of less than one half. */
static size_t torn(size_t size) { return size > SECTOR ? drawn % (size / SECTOR + 1) * SECTOR : size / 2; }

#define FAIL_IF(found, grows) do { int what = (found) ? now(grows) : 0; if (what > 1) { errno = what; return -1; } } while (0)
#define WRITING(file, place, size, part) \
    do { \
        int below_it = is_file_below(file), what = below_it ? now(1) : 0; \
        if (what == 1) { size_t most = torn(size); if (most) { part; } kill(getpid(), SIGKILL); } \
        if (what > 1) { errno = what; return -1; } \
        if (below_it) remember_write(file, place, size); \
    } while (0)

static off_t end_or_here(int file) {
    struct stat found;
    return fcntl(file, F_GETFL) & O_APPEND && !fstat(file, &found) ? found.st_size : lseek(file, 0, SEEK_CUR);
}

ssize_t write(int file, const void *bytes, size_t size) {
    REAL(write);
    WRITING(file, end_or_here(file), size, real(file, bytes, most));
    return real(file, bytes, size);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t place) {
    REAL(pwrite);
    WRITING(file, place, size, real(file, bytes, most, place));
    return real(file, bytes, size, place);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t place) {
    REAL(pwrite64);
    WRITING(file, place, size, real(file, bytes, most, place));
    return real(file, bytes, size, place);
}
static size_t to_copy(int from, off_t place, size_t size) {
    struct stat found;
    off_t left = fstat(from, &found) ? 0 : found.st_size - place;
    return left < (off_t) size ? (left > 0 ? left : 0) : size;
}
ssize_t sendfile(int to, int from, off_t *place, size_t size) {
    REAL(sendfile);
    size = to_copy(from, place ? *place : lseek(from, 0, SEEK_CUR), size);
    WRITING(to, end_or_here(to), size, real(to, from, place, most));
    return real(to, from, place, size);
}
ssize_t sendfile64(int to, int from, off64_t *place, size_t size) { return sendfile(to, from, place, size); }

int fsync(int file) {
    REAL(fsync); FAIL_IF(is_file_below(file), 0);
    int done = real(file);
    if (!done) on_disk_now(file);
    return done;
}
int fdatasync(int file) {
    REAL(fdatasync); FAIL_IF(is_file_below(file), 0);
    int done = real(file);
    if (!done) on_disk_now(file);
    return done;
}
int ftruncate(int file, off_t size) {
    REAL(ftruncate); FAIL_IF(is_file_below(file), 0);
    if (is_file_below(file)) remember_write(file, size, LONG_MAX / 2);
    return real(file, size);
}
int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }
int rename(const char *from, const char *to) { FAIL_IF(is_below(to), 0); if (is_below(to)) remember_name(from, to); return real_rename(from, to); }
int link(const char *from, const char *to) { FAIL_IF(is_below(to), 0); if (is_below(to) && access(to, F_OK)) remember_name("", to); return real_link(from, to); }
int linkat(int a, const char *from, int b, const char *to, int how) {
    REAL(linkat); FAIL_IF(is_below(to), 0);
    if (is_below(to) && access(to, F_OK)) remember_name("", to);
    return real(a, from, b, to, how);
}
int unlink(const char *path) { FAIL_IF(is_below(path), 0); if (is_below(path)) remember_name(0, path); return real_unlink(path); }
