"""The virtual environments that benchmarks run in: none needs anything installed beforehand."""
import os
import subprocess
import sys
import venv


def enter(folder, packages, with_system=False, **variables):
    """Goes on in the virtual environment `folder`, from the script's beginning; returns where it is
    already in there. It is made where it is missing or was left half made, and takes in packages
    that it has not got. `with_system`: the system's own Python and what is installed for it.
    `variables` are set in its environment."""
    if os.path.realpath(sys.prefix) == os.path.realpath(folder):
        return
    python = os.path.join(folder, "bin", "python")
    done = os.path.join(folder, "packages.txt")
    wanted = "\n".join(packages) + "\n"
    if not os.path.exists(done) or open(done).read() != wanted:
        if with_system and os.path.exists("/usr/bin/python3"):
            subprocess.run(["/usr/bin/python3", "-m", "venv", "--system-site-packages", folder], check=True)
        else:
            venv.create(folder, with_pip=True, system_site_packages=with_system)
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
        with open(done, "w") as file:
            file.write(wanted)
    os.execve(python, [python, *sys.argv], {**os.environ, **variables})
