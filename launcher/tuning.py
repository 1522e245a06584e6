"""PostgreSQL's settings, scaled by what the machine has."""

_MIB = 1024 * 1024


def server_settings(*, memory: int, socket_dir: str, throwaway: bool) -> dict[str, str]:
    """Settings for a machine with `memory` bytes.

    `throwaway` is for tests: nothing is forced to disk, so a crash of the machine may
    lose the whole cluster, which tests can afford and nobody else can.
    """
    megabytes = memory // _MIB
    settings = _sizes(megabytes) | {
        # Reached by socket only, and only with a password.
        "listen_addresses": "",
        "unix_socket_directories": socket_dir,
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "max_connections": "100",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        "wal_compression": "on",
        "random_page_cost": "1.1",
        "jit": "off",
        "shared_preload_libraries": "pg_stat_statements",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %q%u@%d ",
        # No personal data in logs: no statements, parameters or rows with the errors.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
    }
    if throwaway:
        settings |= {
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "wal_level": "minimal",
            "max_wal_senders": "0",
            "shared_buffers": f"{min(megabytes // 8, 512)}MB",
        }
    return settings


def _sizes(megabytes: int) -> dict[str, str]:
    return {
        "shared_buffers": f"{min(megabytes // 4, 2048)}MB",
        "effective_cache_size": f"{megabytes * 6 // 10}MB",
        "work_mem": f"{min(max(megabytes // 1000, 4), 32)}MB",
        "maintenance_work_mem": f"{min(max(megabytes // 24, 64), 512)}MB",
    }


def render(settings: dict[str, str]) -> str:
    """The settings as the text of a PostgreSQL configuration file."""
    return "".join(f"{name} = '{value}'\n" for name, value in settings.items())
