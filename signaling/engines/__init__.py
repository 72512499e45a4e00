"""The engines behind `signaling.plane.MediaPlane`."""
