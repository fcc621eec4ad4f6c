"""What the rest of deskbreak asks of figures: open one, draw a moment of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from deskbreak.errors import DeskbreakError, InputProblems, Problem
from deskbreak.figures.looks import USUAL, Appearance
from deskbreak.figures.pose_file import PoseFile, read_pose_file
from deskbreak.figures.shapes import Camera
from deskbreak.figures.skeleton import SIDES
from deskbreak.figures.stage import Stage
from deskbreak.figures.svg import svg_of
from deskbreak.figures.timeline import Timeline
from deskbreak.figures.vectors import Vec
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass, field

KEPT_STAGES = 4
HELD_S, MOMENTS = 0.5, 24  # a shorter hold is a breath on the way; where to look for a still instead


class FigureMissing(DeskbreakError):
    """There is no such figure."""


@dataclass(slots=True)
class Figure:
    """A figure, ready to be drawn at any moment of its loop."""

    id: str
    poses: PoseFile
    timeline: Timeline
    _stages: dict[tuple[int, int, str, Appearance], Stage] = field(default_factory=dict)
    _still: float | None = None

    @property
    def seconds(self) -> float:
        """The length of one loop."""
        return self.timeline.seconds

    @property
    def pose_names(self) -> tuple[str, ...]:
        """The poses in the order of the loop; the first is "start"."""
        return self.timeline.pose_names

    @property
    def side(self) -> str:
        """The side that the poses as written show: "left", "right", or "" where there are no sides."""
        return self.poses.side

    @property
    def alternates(self) -> bool:
        """The loop shows one side and then the other; or else, with a side, the mirrored picture shows the other."""
        return self.poses.alternates

    @property
    def switches(self) -> bool:
        """The mirrored picture shows the other side."""
        return self.poses.switch

    @property
    def held_names(self) -> tuple[str, ...]:
        """The poses that are held for a while, the longest held first."""
        names = self.pose_names
        held = [
            one for one in self.timeline.segments[:-1] if one.hold >= HELD_S and 0 < one.index < len(names)
        ]
        return tuple(names[one.index] for one in sorted(held, key=lambda one: -one.hold))

    def reached_s(self, pose: str, other_half: bool = False) -> float:
        """When the loop reaches a pose; with `other_half` in the half that shows the other side."""
        return self.timeline.reached_s(pose, other_half)

    def left_s(self, pose: str, other_half: bool = False) -> float:
        """When the loop leaves that pose."""
        return self.timeline.left_s(pose, other_half)

    def body_at(self, t_s: float) -> dict[str, Vec]:
        """Where every joint is (cm; x forward, y up, z to the figure's right)."""
        return self.timeline.body(t_s).points

    @property
    def still_s(self) -> float:
        """The clearest moment: the pose but the start that is held longest, or else the widest picture."""
        if self._still is None:
            self._still = self._most_distinct()
        return self._still

    def _most_distinct(self) -> float:
        settled = [
            name for name, key in zip(self.pose_names, self.poses.keys, strict=False) if not key.get("flow")
        ]
        names = self.held_names[:1] or settled[1:]
        moments = [self.reached_s(name) for name in names]
        if not names:
            moments = [self.seconds * n / MOMENTS for n in range(MOMENTS)]
        return max(moments, key=self._width)

    def _width(self, t_s: float) -> float:
        """How wide the hands and feet are apart in the picture (cm)."""
        camera, points = Camera.at(*self.poses.view, 1, 1), self.timeline.body(t_s).points
        ends = [camera.plane(points[f"{name}.{s}"])[0] for name in ("fingers", "toe", "knee") for s in SIDES]
        return max(ends) - min(ends)

    def stage(self, width: int, height: int, theme: str, look: Appearance = USUAL) -> Stage:
        """The stage of that size, theme and look; the last few are kept."""
        wanted = (width, height, theme, look)
        if wanted not in self._stages:
            while len(self._stages) >= KEPT_STAGES:
                self._stages.pop(next(iter(self._stages)))
            self._stages[wanted] = Stage(self.timeline, width, height, theme=theme, look=look)
        return self._stages[wanted]


def figure_file(figure_id: str, folders: Sequence[Path]) -> Path:
    """Where a figure's poses are; later folders win. Raises FigureMissing."""
    if figure_id and figure_id == Path(figure_id).name:
        for folder in reversed(folders):
            path = folder / "figures" / f"{figure_id}.toml"
            if path.is_file():
                return path
    raise FigureMissing(
        english('there is no figure "{figure_id}"; see: deskbreak exercises', figure_id=figure_id)
    )


def open_figure(figure_id: str, folders: Sequence[Path]) -> Figure:
    """The figure of that id in the content folders; FigureMissing, or InputProblems for an invalid file."""
    path = figure_file(figure_id, folders)
    poses = read_pose_file(path)
    try:
        timeline = Timeline(poses)
    except (KeyError, ValueError, ArithmeticError, IndexError) as error:
        problem = Problem(
            str(path),
            1,
            english("the poses cannot be solved: {error}", error=f"{error!r}"),
            hint=N_("see: deskbreak content check"),
        )
        raise InputProblems([problem]) from error
    return Figure(figure_id, poses, timeline)


def render(
    figure: Figure,
    t_s: float,
    width: int,
    height: int,
    *,
    theme: str = "light",
    mirror: bool = False,
    supersample: int = 3,
    ghost: float | None = None,
    way: tuple[float, float] | None = None,
    breath_s: float | None = None,
    look: Appearance = USUAL,
) -> Image.Image:
    """The picture at `t_s` seconds of the loop, RGB; `mirror` shows the other side.

    `ghost` faintly shows the pose at another time of the loop. `way`, from one time to another, forwards or
    backwards, is shown as an arrow; without it the arrow is that of the loop itself. `breath_s` is a clock for
    breathing where the pose stands still.
    """
    stage = figure.stage(width, height, theme, look)
    image = stage.draw(t_s, supersample, ghost=ghost, way=way, breath_s=breath_s)
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirror else image


def render_svg(
    figure: Figure,
    t_s: float,
    width: int,
    height: int,
    *,
    theme: str = "light",
    mirror: bool = False,
    title: str = "",
    ghost: float | None = None,
    way: tuple[float, float] | None = None,
    look: Appearance = USUAL,
) -> str:
    """The same as a self-contained SVG."""
    stage = figure.stage(width, height, theme, look)
    return svg_of(stage, t_s, mirror=mirror, title=title or figure.poses.name, ghost=ghost, way=way)
