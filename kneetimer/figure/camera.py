"""The eye that sees the figure: an orthographic camera. Does not draw."""

import math

from kneetimer.core.late_dataclass import dataclass
from kneetimer.figure.space import Frame, Vec


@dataclass(frozen=True, slots=True)
class Eye:
    """Direction of view: azimuth 0 looks from the figure's right, 90 from its front; degrees."""

    azimuth: float
    elevation: float

    @property
    def axes(self) -> tuple[Vec, Vec, Vec]:
        """Right and up of the picture, and the direction towards the viewer, as unit vectors."""
        a, e = math.radians(self.azimuth), math.radians(self.elevation)
        toward = (math.sin(a) * math.cos(e), math.sin(e), math.cos(a) * math.cos(e))
        right = (math.cos(a), 0.0, -math.sin(a))
        up = (
            toward[1] * right[2] - toward[2] * right[1],
            toward[2] * right[0] - toward[0] * right[2],
            toward[0] * right[1] - toward[1] * right[0],
        )
        return right, up, toward


class Seen:
    """A frame as the camera sees it: local coordinates in, picture coordinates out."""

    __slots__ = ("fd", "fx", "fy", "k", "ox", "oy", "sd", "sx", "sy", "ud", "ux", "uy")

    def __init__(self, frame: Frame, camera: "Camera") -> None:
        """Project the frame once, so that each of its points costs six multiplications."""
        o, f, u, s = frame
        r, up, d, k = camera.right, camera.up, camera.toward, camera.k
        self.k = k
        self.ox = (o[0] * r[0] + o[1] * r[1] + o[2] * r[2]) * k + camera.dx
        self.oy = camera.dy - (o[0] * up[0] + o[1] * up[1] + o[2] * up[2]) * k
        self.fx = (f[0] * r[0] + f[1] * r[1] + f[2] * r[2]) * k
        self.fy = -(f[0] * up[0] + f[1] * up[1] + f[2] * up[2]) * k
        self.fd = f[0] * d[0] + f[1] * d[1] + f[2] * d[2]
        self.ux = (u[0] * r[0] + u[1] * r[1] + u[2] * r[2]) * k
        self.uy = -(u[0] * up[0] + u[1] * up[1] + u[2] * up[2]) * k
        self.ud = u[0] * d[0] + u[1] * d[1] + u[2] * d[2]
        self.sx = (s[0] * r[0] + s[1] * r[1] + s[2] * r[2]) * k
        self.sy = -(s[0] * up[0] + s[1] * up[1] + s[2] * up[2]) * k
        self.sd = s[0] * d[0] + s[1] * d[1] + s[2] * d[2]

    def point(self, f: float, u: float, s: float) -> tuple[float, float]:
        """Picture coordinates of a local point."""
        return (
            self.ox + f * self.fx + u * self.ux + s * self.sx,
            self.oy + f * self.fy + u * self.uy + s * self.sy,
        )

    def circle(self, f: float, u: float, s: float, r: float) -> tuple[float, float, float]:
        """Picture circle of a local sphere."""
        return (
            self.ox + f * self.fx + u * self.ux + s * self.sx,
            self.oy + f * self.fy + u * self.uy + s * self.sy,
            r * self.k,
        )


class Camera:
    """An eye with a place in the picture: k pixels a unit, (dx, dy) where the world's origin falls."""

    __slots__ = ("dx", "dy", "k", "right", "toward", "up")

    def __init__(self, eye: Eye, k: float, dx: float, dy: float) -> None:
        self.right, self.up, self.toward = eye.axes
        self.k = k
        self.dx = dx
        self.dy = dy

    def point(self, p: Vec) -> tuple[float, float]:
        """Picture coordinates of a world point."""
        r, u = self.right, self.up
        return (
            (p[0] * r[0] + p[1] * r[1] + p[2] * r[2]) * self.k + self.dx,
            self.dy - (p[0] * u[0] + p[1] * u[1] + p[2] * u[2]) * self.k,
        )

    def depth(self, p: Vec) -> float:
        """How near the viewer a world point is; larger is nearer; units."""
        d = self.toward
        return p[0] * d[0] + p[1] * d[1] + p[2] * d[2]
