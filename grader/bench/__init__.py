"""What dxlab can do, measured: attacks, speed. Side by side with stock nbgrader."""
