"""Why something was not checked: one sentence in each language."""

from __future__ import annotations

from toolkit.model.lookup import NotChecked


def unreachable(host: str, error: Exception) -> NotChecked:
    detail = str(error) or type(error).__name__
    return NotChecked(
        {"en": f"{host} could not be reached ({detail})", "zh": f"无法连接 {host}（{detail}）"},
    )


def given_up(host: str) -> NotChecked:
    """After several failures in a row the host is left alone for the rest of the run."""
    return NotChecked(
        {
            "en": f"{host} did not answer several times in a row and was not asked again",
            "zh": f"{host} 连续多次没有应答，未再请求",
        }
    )


def timed_out(host: str, seconds: float) -> NotChecked:
    return NotChecked(
        {
            "en": f"{host} did not answer within {seconds:g} seconds",
            "zh": f"{host} 在 {seconds:g} 秒内没有应答",
        }
    )


def refused(host: str, status: int) -> NotChecked:
    return NotChecked(
        {"en": f"{host} answered with status {status}", "zh": f"{host} 返回状态码 {status}"},
    )


def busy(host: str, seconds: float) -> NotChecked:
    return NotChecked(
        {
            "en": f"{host} asks to wait {seconds:g} seconds; try again later",
            "zh": f"{host} 要求等待 {seconds:g} 秒，请稍后再试",
        }
    )


def too_large(host: str, size: int) -> NotChecked:
    return NotChecked(
        {
            "en": f"{host} sent more than {size // 1_000_000} MB, which no record is",
            "zh": f"{host} 返回的数据超过 {size // 1_000_000} MB，不像一条记录",
        }
    )


def nonsense(host: str, detail: str) -> NotChecked:
    return NotChecked(
        {
            "en": f"the answer of {host} could not be read: {detail}",
            "zh": f"无法读取 {host} 的应答：{detail}",
        }
    )
