document.getElementById('page')?.append('Bordereau');
