"""Small vector and rotation arithmetic on plain tuples: fast enough without a library, and easy to read.

Vectors are (x, y, z): x to the right of the picture, y up, z towards the viewer. Matrices are nine numbers, row
by row; their columns are the directions forward, up and right of a body part.
"""

from __future__ import annotations

from math import acos, cos, degrees, radians, sin, sqrt

Vec = tuple[float, float, float]
Mat = tuple[float, float, float, float, float, float, float, float, float]
Quat = tuple[float, float, float, float]

UP: Vec = (0.0, 1.0, 0.0)


def add(a: Vec, b: Vec) -> Vec:
    """The sum of two vectors."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def sub(a: Vec, b: Vec) -> Vec:
    """`a` less `b`."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def mul(a: Vec, by: float) -> Vec:
    """The vector, `by` times as long."""
    return a[0] * by, a[1] * by, a[2] * by


def dot(a: Vec, b: Vec) -> float:
    """The dot product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """The cross product."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def length(a: Vec) -> float:
    """The vector's length."""
    return sqrt(dot(a, a))


def unit(a: Vec) -> Vec:
    """The direction of `a`; no direction at all stays (0, 0, 0)."""
    n = length(a)
    return (a[0] / n, a[1] / n, a[2] / n) if n > 1e-9 else (0.0, 0.0, 0.0)


def lerp(a: Vec, b: Vec, t: float) -> Vec:
    """The point between `a` (t = 0) and `b` (t = 1)."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t


def flat(a: Vec) -> Vec:
    """The direction of `a` along the floor."""
    return unit((a[0], 0.0, a[2]))


def turn(a: Mat, b: Mat) -> Mat:
    """First `b`, then `a`."""
    a0, a1, a2, a3, a4, a5, a6, a7, a8 = a
    b0, b1, b2, b3, b4, b5, b6, b7, b8 = b
    return (
        a0 * b0 + a1 * b3 + a2 * b6,
        a0 * b1 + a1 * b4 + a2 * b7,
        a0 * b2 + a1 * b5 + a2 * b8,
        a3 * b0 + a4 * b3 + a5 * b6,
        a3 * b1 + a4 * b4 + a5 * b7,
        a3 * b2 + a4 * b5 + a5 * b8,
        a6 * b0 + a7 * b3 + a8 * b6,
        a6 * b1 + a7 * b4 + a8 * b7,
        a6 * b2 + a7 * b5 + a8 * b8,
    )


def apply(m: Mat, v: Vec) -> Vec:
    """The vector, turned by the matrix."""
    x, y, z = v
    return (
        m[0] * x + m[1] * y + m[2] * z,
        m[3] * x + m[4] * y + m[5] * z,
        m[6] * x + m[7] * y + m[8] * z,
    )


def inverse(m: Mat) -> Mat:
    """The inverse of a rotation: its transpose."""
    return m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]


def from_columns(forward: Vec, up: Vec, right: Vec) -> Mat:
    """The rotation whose columns these three axes are."""
    return forward[0], up[0], right[0], forward[1], up[1], right[1], forward[2], up[2], right[2]


def forward(m: Mat) -> Vec:
    """The first column of a rotation: its forward axis."""
    return m[0], m[3], m[6]


def upward(m: Mat) -> Vec:
    """The second column of a rotation: its upward axis."""
    return m[1], m[4], m[7]


def rightward(m: Mat) -> Vec:
    """The third column of a rotation: its right axis."""
    return m[2], m[5], m[8]


def about_x(angle: float) -> Mat:
    """The rotation by `angle` (degrees) about the x axis."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return 1.0, 0.0, 0.0, 0.0, c, -s, 0.0, s, c


def about_y(angle: float) -> Mat:
    """The rotation by `angle` (degrees) about the y axis."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return c, 0.0, s, 0.0, 1.0, 0.0, -s, 0.0, c


def about_z(angle: float) -> Mat:
    """The rotation by `angle` (degrees) about the z axis."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return c, -s, 0.0, s, c, 0.0, 0.0, 0.0, 1.0


def about(axis: Vec, angle: float) -> Mat:
    """The rotation by `angle` (degrees) about a unit axis."""
    x, y, z = axis
    c, s = cos(radians(angle)), sin(radians(angle))
    k = 1 - c
    return (
        c + x * x * k,
        x * y * k - z * s,
        x * z * k + y * s,
        y * x * k + z * s,
        c + y * y * k,
        y * z * k - x * s,
        z * x * k - y * s,
        z * y * k + x * s,
        c + z * z * k,
    )


def to_quat(m: Mat) -> Quat:
    """The rotation as a unit quaternion (w, x, y, z)."""
    trace = m[0] + m[4] + m[8]
    if trace > 0:
        s = sqrt(trace + 1) * 2
        return s / 4, (m[7] - m[5]) / s, (m[2] - m[6]) / s, (m[3] - m[1]) / s
    if m[0] > m[4] and m[0] > m[8]:
        s = sqrt(max(1 + m[0] - m[4] - m[8], 1e-12)) * 2
        return (m[7] - m[5]) / s, s / 4, (m[1] + m[3]) / s, (m[2] + m[6]) / s
    if m[4] > m[8]:
        s = sqrt(max(1 + m[4] - m[0] - m[8], 1e-12)) * 2
        return (m[2] - m[6]) / s, (m[1] + m[3]) / s, s / 4, (m[5] + m[7]) / s
    s = sqrt(max(1 + m[8] - m[0] - m[4], 1e-12)) * 2
    return (m[3] - m[1]) / s, (m[2] + m[6]) / s, (m[5] + m[7]) / s, s / 4


def from_quat(w: float, x: float, y: float, z: float) -> Mat:
    """The rotation of a unit quaternion."""
    n = w * w + x * x + y * y + z * z
    s = 2 / n if n else 0.0
    return (
        1 - s * (y * y + z * z),
        s * (x * y - w * z),
        s * (x * z + w * y),
        s * (x * y + w * z),
        1 - s * (x * x + z * z),
        s * (y * z - w * x),
        s * (x * z - w * y),
        s * (y * z + w * x),
        1 - s * (x * x + y * y),
    )


def angle_between(a: Vec, b: Vec) -> float:
    """Degrees between two directions."""
    return degrees(acos(max(-1.0, min(1.0, dot(a, b)))))


def hanging(down: Vec, front: Vec) -> Mat:
    """The frame of a limb that points along `down`, its front towards `front`."""
    up = mul(unit(down), -1)
    ahead = unit(sub(front, mul(up, dot(front, up))))
    return from_columns(ahead, up, cross(ahead, up))


def standing(ahead: Vec, up: Vec) -> Mat:
    """The frame of a foot that points along `ahead`."""
    f = unit(ahead)
    u = unit(sub(up, mul(f, dot(up, f))))
    return from_columns(f, u, cross(f, u))
