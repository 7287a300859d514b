"""`python -m dev.messages update | compile | check [APP ...]`; without an app, of all."""

import sys

from dev.messages.catalogues import (
    LANGUAGES,
    compile_all,
    merge,
    path_of,
    read,
    translations_of,
    write,
)


def update(apps: list[str]) -> None:
    """Bring catalogues up to date with the sources and compile them."""
    from dev.messages.extraction import all_apps
    from dev.messages.foreign import used_messages

    for language in LANGUAGES:
        elsewhere = translations_of(all_apps(), language)
        for app in apps:
            path = path_of(app, language)
            translated = read(path)
            used = used_messages(app, translated, language)
            write(merge(used, translated, elsewhere, language), path, language)
    compile_all()


def check(apps: list[str]) -> None:
    """Print every fault of catalogues; fail when there is one."""
    from dev.messages.faults import differing_translations, faults_of_app

    faults = [fault for app in apps for fault in faults_of_app(app)]
    faults += differing_translations(apps)
    if faults:
        print(*faults, sep="\n")
        sys.exit(f"{len(faults)} faults in the translations")


def main(arguments: list[str]) -> None:
    """Do what the command line asks for."""
    deed, apps = arguments[:1], arguments[1:]
    if deed == ["compile"]:
        compile_all()
    elif deed in (["update"], ["check"]):
        from dev.messages.extraction import all_apps

        (update if deed == ["update"] else check)(apps or all_apps())
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
